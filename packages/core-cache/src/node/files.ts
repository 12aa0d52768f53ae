import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
  writevSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { tempPath } from './paths.ts';

/** The code of a failed system call: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Changes when a file is replaced or written to. */
export interface FileVersion {
  readonly inode: number;
  /** Epoch ms, with fractions. */
  readonly writtenAt: number;
}

/** How a file is replaced. */
export interface ReplaceOptions {
  /** Wait until the disk has it. */
  readonly durable?: boolean | undefined;
  /** Asked at the last moment. */
  readonly mayReplace?: (() => boolean) | undefined;
  /** Told the new file's version. */
  readonly written?: ((version: FileVersion) => void) | undefined;
}

/**
 * Replaces a file as a whole: a reader sees the old one or the new one, never a part.
 *
 * @param parts its content
 * @returns false where it may not be replaced
 */
export function replaceFile(path: string, parts: readonly Uint8Array[], options: ReplaceOptions = {}): boolean {
  const { durable = false, mayReplace, written } = options;
  const temp = tempPath(path);
  const file = openNew(temp);
  let version: FileVersion | undefined;
  try {
    writeAll(file, parts);
    if (durable) fsyncSync(file);
    if (written !== undefined) {
      const { ino, mtimeMs } = fstatSync(file);
      version = { inode: ino, writtenAt: mtimeMs };
    }
  } catch (error) {
    closeSync(file);
    removeFile(temp);
    throw error;
  }
  closeSync(file);
  if (mayReplace !== undefined && !mayReplace()) {
    removeFile(temp);
    return false;
  }
  renamePatiently(temp, path);
  if (version !== undefined) written!(version);
  return true;
}

/** @returns false where there is none */
export function removeFile(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** A small file's text; undefined where there is none. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Creates a file that must not be there yet. @returns false where it is */
export function createFile(path: string, text: string): boolean {
  let file: number;
  try {
    file = openNew(path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeAll(file, [Buffer.from(text)]);
  } finally {
    closeSync(file);
  }
  return true;
}

/** Milliseconds since a file was last written to; 0 where it is gone. */
export function ageOf(path: string, now: number): number {
  return now - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now);
}

/** Removes a folder with all that is in it, also while others are writing to it. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    makeFolder(dirname(path));
    return openSync(path, 'wx');
  }
}

/** Makes a folder. One by one: `recursive` never comes back from a file system such as /proc, where none can be made. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error; // another process was faster
  }
}

function writeAll(file: number, parts: readonly Uint8Array[]): void {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  let written = parts.length === 1 ? writeSync(file, parts[0]!) : writevSync(file, parts as Uint8Array[]);
  while (written < length) {
    // A short write, as on a disk that is nearly full: the rest, or the error.
    let skip = written;
    const rest: Uint8Array[] = [];
    for (const part of parts) {
      if (skip < part.length) rest.push(part.subarray(skip));
      skip = Math.max(0, skip - part.length);
    }
    written += writevSync(file, rest);
  }
}

/** Windows refuses to replace a file that is being read; that takes moments. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const busy = ['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '');
      if (!busy || process.platform !== 'win32' || attempt === 20) {
        removeFile(from);
        throw error;
      }
    }
  }
}
