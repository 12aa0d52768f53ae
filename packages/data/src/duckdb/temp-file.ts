import { createHash, randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Temporary files say whose they are: `.name.<machine>-<process>-<random>.tmp`. */
const TEMPORARY = /^\..+\.([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.tmp$/;
/** Of another machine it cannot be said whether it still writes. A file that nobody has touched for a day is left over. */
const ABANDONED_MS = 86_400_000;

const machine = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/**
 * Makes a file whole or not at all: it is written beside its place, brought to the disk and renamed. What fails leaves
 * nothing behind, and what was there stays.
 */
export async function writeWhole(path: string, write: (temporary: string) => Promise<void>): Promise<void> {
  const suffix = `${machine()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const temporary = join(dirname(path), `.${basename(path)}.${suffix}.tmp`);
  try {
    await write(temporary);
    await sync(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await sync(dirname(path)).catch(() => {}); // not every system lets a folder be opened
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes temporary files of processes that are gone. */
export async function sweepTemporaries(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, from, id] = TEMPORARY.exec(name) ?? [];
    if (from === undefined) continue;
    const path = join(folder, name);
    const over = from === machine() ? !isRunning(Number(id)) : await isOld(path);
    if (over) await rm(path, { force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process that may not be signalled is there all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS;
}
