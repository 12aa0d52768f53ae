import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DataError } from '../error.ts';

/**
 * Makes a folder to write bars into, and those above it that are missing. One by one: `recursive` never comes back from a
 * file system such as /proc, where nothing can be made.
 *
 * @throws DataError FOLDER_UNWRITABLE
 * @example
 * await makeFolder('bars/es');
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    const missing: string[] = [];
    for (let at = resolve(path); (await stat(at).catch(() => undefined)) === undefined; at = dirname(at)) {
      missing.unshift(at);
    }
    for (const folder of missing) {
      await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error; // another process was faster
      });
    }
    if (missing.length === 0 && !(await stat(path)).isDirectory()) throw notAFolder(path);
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    const { code = String(cause) } = Object(cause) as NodeJS.ErrnoException;
    const fix = 'name a folder in which you may write';
    throw new DataError('FOLDER_UNWRITABLE', { what: `the folder cannot be made: ${code}`, where: path, fix, cause });
  }
}

function notAFolder(where: string): DataError {
  return new DataError('FOLDER_UNWRITABLE', { what: 'this is a file, not a folder', where, fix: 'name a folder' });
}
