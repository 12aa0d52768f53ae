import { closeSync, openSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import { CacheError } from '../error.ts';
import { frameExpiry } from '../frame.ts';
import type { StoreSize } from '../store.ts';
import { ageOf, codeOf, readText, removeFile, removeFolder, replaceFile } from './files.ts';
import { isLeftover, isTemp, regionFolders, type RegionFolders } from './paths.ts';

interface EntryFile {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
}

/** Says in a region's folder which region it is of. */
export function noteRegion({ root }: RegionFolders, region: string): void {
  replaceFile(join(root, 'region.json'), [Buffer.from(JSON.stringify({ region }))]);
}

/** Entries and their bytes, as files. */
export function countEntries(folders: RegionFolders): StoreSize {
  const files = entryFiles(folders);
  return { entries: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/**
 * Removes what unfinished writes have left, and of the entries those used least recently until they fit.
 *
 * @param now epoch ms
 * @returns how many entries were removed
 */
export function sweepEntries(folders: RegionFolders, maxBytes: number, now: number): number {
  removeLeftovers(folders, now);
  const files = entryFiles(folders);
  let bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (bytes <= maxBytes) return 0;
  let evicted = 0;
  for (const { path, size } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
    if (bytes <= maxBytes) break;
    bytes -= size;
    if (removeFile(path)) evicted++;
  }
  return evicted;
}

function removeLeftovers({ entries, tags, locks }: RegionFolders, now: number): void {
  for (const folder of [tags, locks, ...subfolders(entries)]) {
    for (const name of namesIn(folder)) {
      const path = join(folder, name);
      const wasMark = folder === locks && name.includes('.') && !isTemp(name);
      if (!wasMark && !isTemp(name)) continue;
      const ageMs = ageOf(path, now);
      if (wasMark ? ageMs > 60_000 : isLeftover(name, ageMs)) removeFile(path);
    }
  }
}

function entryFiles({ entries }: RegionFolders): EntryFile[] {
  const files: EntryFile[] = [];
  for (const folder of subfolders(entries)) {
    for (const name of namesIn(folder)) {
      if (isTemp(name)) continue;
      const path = join(folder, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat !== undefined) files.push({ path, size: stat.size, usedAt: stat.mtimeMs });
    }
  }
  return files;
}

/** A region on disk. */
export interface DiskRegion extends StoreSize {
  readonly region: string;
  /** Entries that are of no use to anybody any more, among them. */
  readonly expired: number;
  /** Computations under way. */
  readonly locks: number;
}

/**
 * What a disk cache holds, without the program that wrote it.
 *
 * @throws CacheError NO_SUCH_FOLDER
 */
export function inspectDiskCache(folder: string, now: number = Date.now()): DiskRegion[] {
  return regionsIn(folder).map(([region, folders]) => {
    const files = entryFiles(folders);
    const expired = files.filter(({ path }) => expiryOf(path) <= now).length;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const locks = namesIn(folders.locks).filter((name) => !name.includes('.')).length;
    return { region, entries: files.length, bytes, expired, locks };
  });
}

/** What `clearDiskCache` removes: everything, or less. */
export interface ClearDiskOptions {
  readonly region?: string | undefined;
  /** Only what has expired. */
  readonly expired?: boolean | undefined;
}

/**
 * Empties a disk cache, without the program that wrote it; one that is running goes on and writes anew.
 *
 * @returns what was removed
 * @throws CacheError NO_SUCH_FOLDER, UNKNOWN_REGION
 */
export function clearDiskCache(folder: string, { region, expired = false }: ClearDiskOptions = {}): StoreSize {
  const regions = regionsIn(folder);
  const chosen = region === undefined ? regions : regions.filter(([name]) => name === region);
  if (region !== undefined && chosen.length === 0) {
    const names = regions.map(([name]) => name);
    const near = nearestName(region, names);
    throw new CacheError('UNKNOWN_REGION', {
      what: `there is no region ${JSON.stringify(region)}`,
      where: folder,
      fix: near === undefined ? `the regions are ${names.join(', ') || 'none'}` : `did you mean ${near}?`,
    });
  }
  const now = Date.now();
  let entries = 0;
  let bytes = 0;
  for (const [, folders] of chosen) {
    const files = entryFiles(folders).filter(({ path }) => !expired || expiryOf(path) <= now);
    for (const { path, size } of files) {
      if (!removeFile(path)) continue;
      entries++;
      bytes += size;
    }
    removeLeftovers(folders, now);
    if (!expired) removeFolder(folders.locks);
  }
  return { entries, bytes };
}

function regionsIn(folder: string): [region: string, folders: RegionFolders][] {
  const root = resolve(folder);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new CacheError('NO_SUCH_FOLDER', { what: 'there is no cache', where: folder, fix: 'check the folder' });
  }
  return subfolders(root).flatMap((path): [string, RegionFolders][] => {
    const text = readText(join(path, 'region.json'));
    if (text === undefined) return [];
    const { region } = JSON.parse(text) as { region: string };
    return basename(regionFolders(root, region).root) === basename(path) ? [[region, regionFolders(root, region)]] : [];
  });
}

function expiryOf(path: string): number {
  const head = Buffer.alloc(48);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  return frameExpiry(head);
}

function subfolders(folder: string): string[] {
  return list(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
}

function namesIn(folder: string): string[] {
  return list(folder).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
