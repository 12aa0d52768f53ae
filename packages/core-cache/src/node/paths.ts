import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { Hash128 } from '@tidemark/core-market';

/** Told apart from other machines that share the folder. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
let written = 0;

/** Where a region's files are, below the folder of the cache. */
export interface RegionFolders {
  readonly root: string;
  readonly entries: string;
  readonly tags: string;
  readonly locks: string;
}

export function regionFolders(folder: string, region: string): RegionFolders {
  const root = join(folder, folderName(region));
  return { root, entries: join(root, 'entries'), tags: join(root, 'tags'), locks: join(root, 'locks') };
}

/** A region's name in letters that every file system takes. */
function folderName(region: string): string {
  const safe = region.replace(/[^\w-]/g, (letter) => `%${letter.codePointAt(0)!.toString(16)}`);
  return safe.length <= 80 && safe !== '' ? safe : `%${new Hash128().text(region).digest()}`;
}

/** What a key is called among files: 32 hexadecimal digits. */
export function fileName(key: string): string {
  return new Hash128().text(key).digest();
}

/** A name beside `path` for a file that is being written: which machine, process and thread does it is part of it. */
export function tempPath(path: string): string {
  return `${path}.${HOST}-${process.pid}-${threadId}-${++written}.tmp`;
}

const TEMP = /\.([0-9a-f]{8})-(\d+)-\d+-\d+\.tmp$/;

/**
 * Whether a name is that of a file that nobody will finish: its process is gone, or it has had ten minutes.
 *
 * @param ageMs since it was last written to
 */
export function isLeftover(name: string, ageMs: number): boolean {
  const [, host, pid] = TEMP.exec(name) ?? [];
  if (host === undefined) return false;
  return ageMs > 600_000 || (host === HOST && !isAlive(Number(pid)));
}

export function isTemp(name: string): boolean {
  return TEMP.test(name);
}

export { HOST as thisHost };

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // it is, and it is somebody else's
  }
}
