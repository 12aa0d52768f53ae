import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AnalysisError } from '../error.ts';

/**
 * Writes the files of a report into a folder, which is made where it is not there: all of them, or none.
 *
 * Every file is first written in full under a temporary name, then all are renamed into place; when something fails,
 * what was there before is there again and nothing half-written stays.
 *
 * @param files content by plain file name, without folders
 * @returns absolute paths in the order of `files`
 * @throws AnalysisError OUTPUT_NOT_WRITABLE, BAD_FILE_NAME
 * @example writeReport('out', { 'report.html': toHtml(model), 'result.json': toJson(model) })
 */
export function writeReport(folder: string, files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const root = resolve(folder);
  for (const name of Object.keys(files)) checkName(name);
  const undo: (() => void)[] = [];
  const backups: string[] = [];
  const suffix = `.${randomUUID()}`;
  try {
    undo.push(makeFolder(root));
    const targets = Object.entries(files).map(([name, content]) => {
      const target = join(root, name);
      if (existsSync(target) && statSync(target).isDirectory()) throw new Error(`${target} is a folder`);
      const staged = join(root, `.${name}${suffix}.tmp`);
      undo.push(() => rmSync(staged, { force: true }));
      writeFileSync(staged, content, { flag: 'wx' });
      return { target, staged };
    });
    for (const { target, staged } of targets) {
      if (existsSync(target)) {
        const backup = `${staged}.old`;
        linkSync(target, backup); // a second name for what is there: the rename below replaces only the first
        backups.push(backup);
        undo.push(() => renameSync(backup, target));
      } else {
        undo.push(() => rmSync(target, { force: true }));
      }
      renameSync(staged, target);
    }
    for (const backup of backups) rmSync(backup, { force: true });
    return targets.map(({ target }) => target);
  } catch (cause) {
    for (const step of undo.toReversed()) attempt(step);
    throw new AnalysisError('OUTPUT_NOT_WRITABLE', {
      what: `the report cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: root,
      fix: 'name a folder that may be written to',
      cause,
    });
  }
}

/** @returns what removes the folders that were not there before, as long as they are empty */
function makeFolder(folder: string): () => void {
  const made: string[] = [];
  const missing: string[] = [];
  for (let path = folder; !existsSync(path) && path !== dirname(path); path = dirname(path)) missing.unshift(path);
  if (missing.length === 0 && !statSync(folder).isDirectory()) throw new Error('this is a file, not a folder');
  const remove = (): void => made.toReversed().forEach((path) => rmdirSync(path));
  try {
    // One by one: `recursive` never comes back from a file system such as /proc, where nothing can be made.
    for (const path of missing) {
      mkdirSync(path);
      made.push(path);
    }
  } catch (cause) {
    attempt(remove);
    throw cause;
  }
  return remove;
}

function checkName(name: string): void {
  if (name !== '' && name === basename(name) && name !== '.' && name !== '..' && !name.includes('\\')) return;
  const fix = 'give plain names, such as report.html';
  throw new AnalysisError('BAD_FILE_NAME', { what: `"${name}" is not the name of a file in the folder`, fix });
}

/** Undoing goes as far as it can. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The first failure is the one to tell.
  }
}
