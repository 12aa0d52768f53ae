import { existsSync, fstatSync, renameSync, rmSync, statSync } from 'node:fs';

/**
 * Moves a file and its elders on by one: `run.log` to `run.log.1`, that to `run.log.2`; the one beyond `keep` goes.
 *
 * @param keep how many old files stay; 0 removes the file
 */
export function shift(path: string, keep: number): void {
  const nameOf = (age: number): string => (age === 0 ? path : `${path}.${age}`);
  rmSync(nameOf(keep), { force: true });
  for (let age = keep - 1; age >= 0; age--) {
    if (existsSync(nameOf(age))) renameSync(nameOf(age), nameOf(age + 1));
  }
}

/** True where the path names the open file, not one that another process has put in its place. */
export function isStill(path: string, fd: number): boolean {
  const there = statSync(path, { throwIfNoEntry: false });
  const open = fstatSync(fd);
  return there !== undefined && there.ino === open.ino && there.dev === open.dev;
}
