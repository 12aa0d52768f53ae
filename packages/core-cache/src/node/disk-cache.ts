import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, futimesSync, openSync, readSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Clock } from '@tidemark/core-market';
import { CacheError } from '../error.ts';
import { decodeFrame, encodeFrame, type Checksum, type Frame } from '../frame.ts';
import type { CacheEntry, Store, StoreContext, StoreEvents, StoreFactory, StoreSize, WriteGuard } from '../store.ts';
import { DiskLease, DiskLock, type LockTimes } from './disk-lock.ts';
import { countEntries, noteRegion, sweepEntries } from './disk-sweep.ts';
import { codeOf, readText, removeFile, removeFolder, replaceFile, type FileVersion } from './files.ts';
import { fileName, regionFolders, type RegionFolders } from './paths.ts';

export interface DiskCacheOptions {
  /** Where the files go; made where it is missing. Several processes may share it. */
  readonly folder: string;
  /** Most bytes of a region's files; what was used least recently goes first. Default 1 GiB. Exceeded by a sixteenth at most for a while. */
  readonly maxBytes?: number | undefined;
  /** Wait until the disk has it: an entry survives a power failure. Default false; a torn entry is a miss either way. */
  readonly durable?: boolean | undefined;
  /** How long a computation is another process's before it is taken for gone. Default 10,000. */
  readonly leaseMs?: number | undefined;
  /** How long to wait for another process's computation before computing it here. Default 60,000. */
  readonly waitMs?: number | undefined;
}

/** A file that is used is touched only where it was last touched this long ago. */
const TOUCH_AFTER_MS = 60_000;
const checksum: Checksum = (bytes, before) => crc32(bytes, before);
const FRAMES = { checksum, allocate: (length: number): Buffer => Buffer.allocUnsafe(length) };
const LARGE_BYTES = 65_536;
const MOST_REMEMBERED = 10_000;

/**
 * A store of plain files: each entry is written beside its place and then renamed into it, so that a reader sees a
 * whole entry or none. It answers at once: about 20 µs for a small value, 0.4 ms a MiB. A file that is damaged is a
 * miss, counted and removed.
 *
 * @throws CacheError INVALID_POLICY
 * @example
 * const disk = diskCache({ folder: await mkdtemp(join(tmpdir(), 'cache-')) });
 * const caches = new CacheManager({ stores: { disk }, regions: { bars: { ttl: '24h', tiers: ['memory', 'disk'] } } });
 */
export function diskCache(options: DiskCacheOptions): StoreFactory {
  const { folder, maxBytes = 2 ** 30, durable = false, leaseMs = 10_000, waitMs = 60_000 } = options;
  if (typeof folder !== 'string' || folder === '') {
    throw new CacheError('INVALID_POLICY', { what: 'diskCache has no folder', fix: "name one: { folder: '.cache' }" });
  }
  for (const [name, value] of Object.entries({ maxBytes, leaseMs, waitMs })) {
    if (value > 0) continue;
    throw new CacheError('INVALID_POLICY', {
      what: `${name} is ${value}`,
      where: 'diskCache',
      fix: 'give a number above 0',
    });
  }
  const root = resolve(folder);
  return { open: (context) => new DiskStore(root, { maxBytes, durable, leaseMs, waitMs }, context) };
}

interface DiskSettings extends LockTimes {
  readonly maxBytes: number;
  readonly durable: boolean;
}

class DiskStore implements Store {
  readonly name = 'disk';
  readonly reach = 'machine';
  readonly sync = true;
  readonly lock: DiskLock;
  readonly #folders: RegionFolders;
  readonly #region: string;
  readonly #clock: Clock;
  readonly #events: StoreEvents;
  readonly #settings: DiskSettings;
  /** Where the keys asked for most recently are: a path costs as much as a read of a small file. */
  readonly #paths = new Map<string, string>();
  /** The large files whose checksum was right, and which version of each. */
  readonly #verified = new Map<string, FileVersion>();
  /** Bytes written since the last sweep; the first write sweeps. */
  #unswept = Infinity;

  constructor(root: string, settings: DiskSettings, { region, clock, events }: StoreContext) {
    this.#folders = regionFolders(root, region);
    this.#region = region;
    this.#clock = clock;
    this.#events = events;
    this.#settings = settings;
    this.lock = new DiskLock(this.#folders.locks, settings);
  }

  get(key: string): CacheEntry | undefined {
    const path = this.#pathOf(key);
    const file = readEntry(path, this.#clock.now());
    if (file === undefined) return undefined;
    const frame = decodeFrame(file.bytes, this.#isVerified(path, file) ? undefined : checksum);
    if (frame === undefined) {
      this.#events.corrupt();
      removeFile(path);
      return undefined;
    }
    if (frame.notes[0] !== key) return undefined; // of another key with the same hash
    if (frame.entry.expiresAt <= this.#clock.now() || !this.#tagsHold(frame)) {
      removeFile(path);
      return undefined;
    }
    return frame.entry;
  }

  getMany(keys: readonly string[]): (CacheEntry | undefined)[] {
    return keys.map((key) => this.get(key));
  }

  set(key: string, entry: CacheEntry, { versions, lease }: WriteGuard = {}): boolean {
    const stamps = entry.tags.length === 0 ? [] : (versions ?? this.tagVersions(entry.tags));
    const parts = encodeFrame(entry, [key, ...stamps], `${this.#region}, ${key}`, FRAMES);
    const mayReplace = lease instanceof DiskLease ? (): boolean => lease.isHeld() : undefined;
    const path = this.#pathOf(key);
    const bytes = parts.reduce((sum, part) => sum + part.length, 0);
    const written = bytes < LARGE_BYTES ? undefined : (version: FileVersion): void => this.#verify(path, version);
    const stored = replaceFile(path, parts, { durable: this.#settings.durable, mayReplace, written });
    this.#written(bytes);
    return stored;
  }

  setMany(entries: readonly (readonly [string, CacheEntry])[]): void {
    for (const [key, entry] of entries) this.set(key, entry);
  }

  delete(keys: readonly string[]): void {
    for (const key of keys) {
      removeFile(this.lock.pathOf(key)); // who computes it now may not store it
      removeFile(this.#pathOf(key));
    }
  }

  invalidateTags(tags: readonly string[]): void {
    for (const tag of tags) replaceFile(this.#tagPath(tag), [Buffer.from(randomUUID())]);
  }

  tagVersions(tags: readonly string[]): string[] {
    return tags.map((tag) => readText(this.#tagPath(tag)) ?? '');
  }

  clear(): void {
    removeFolder(this.#folders.locks);
    removeFolder(this.#folders.entries);
  }

  size(): StoreSize {
    return countEntries(this.#folders);
  }

  close(): void {}

  /**
   * Whether a file's checksum can be spared: a large one that was written here is not summed up, one that was not is once,
   * until it is another file or was written to. Summing a MiB takes as long as reading it.
   */
  #isVerified(path: string, { bytes, version }: ReadFile): boolean {
    if (bytes.length < LARGE_BYTES) return false;
    const known = this.#verified.get(path);
    if (known !== undefined && known.inode === version.inode && known.writtenAt === version.writtenAt) return true;
    this.#verify(path, version);
    return false;
  }

  #verify(path: string, version: FileVersion): void {
    if (this.#verified.size >= MOST_REMEMBERED) this.#verified.clear();
    this.#verified.set(path, version);
  }

  #tagsHold({ entry: { tags }, notes }: Frame): boolean {
    return tags.length === 0 || this.tagVersions(tags).every((version, i) => version === notes[i + 1]);
  }

  #pathOf(key: string): string {
    const known = this.#paths.get(key);
    if (known !== undefined) return known;
    if (this.#paths.size >= MOST_REMEMBERED) this.#paths.clear();
    const path = this.#makePath(fileName(key));
    this.#paths.set(key, path);
    return path;
  }

  #makePath(name: string): string {
    return `${this.#folders.entries}${sep}${name.slice(0, 2)}${sep}${name.slice(2)}`;
  }

  #tagPath(tag: string): string {
    return join(this.#folders.tags, fileName(tag));
  }

  #written(bytes: number): void {
    this.#unswept += bytes;
    const { maxBytes } = this.#settings;
    if (this.#unswept < maxBytes / 16) return;
    if (this.#unswept === Infinity) noteRegion(this.#folders, this.#region);
    this.#unswept = 0;
    const evicted = sweepEntries(this.#folders, maxBytes, this.#clock.now());
    if (evicted > 0) this.#events.evicted(evicted);
  }
}

interface ReadFile {
  /** In memory of their own. */
  readonly bytes: Uint8Array;
  readonly version: FileVersion;
}

/** A file; undefined where there is none. */
function readEntry(path: string, now: number): ReadFile | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { size, mtimeMs, ino } = fstatSync(file);
    const bytes = Buffer.allocUnsafeSlow(size);
    let length = 0;
    while (length < size) {
      const read = readSync(file, bytes, length, size - length, null);
      if (read === 0) break;
      length += read;
    }
    if (now - mtimeMs > TOUCH_AFTER_MS) touch(file, now);
    return { bytes: bytes.subarray(0, length), version: { inode: ino, writtenAt: mtimeMs } };
  } finally {
    closeSync(file);
  }
}

function touch(file: number, now: number): void {
  try {
    futimesSync(file, now / 1_000, now / 1_000);
  } catch {
    // of another user, or a read-only disk: it only looks older than it is
  }
}
