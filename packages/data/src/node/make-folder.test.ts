import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => rmSync(root, { recursive: true }));

it('makes what is missing, and is content with what is there', async () => {
  await makeFolder(join(root, 'a', 'b', 'c'));
  await makeFolder(join(root, 'a', 'b', 'c'));
  expect(statSync(join(root, 'a', 'b', 'c')).isDirectory()).toBe(true);
});

it('lets several make the same at once', async () => {
  await expect(Promise.all([1, 2, 3].map(() => makeFolder(join(root, 'x', 'y'))))).resolves.toHaveLength(3);
});

it('does not take a file for a folder', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({
    code: 'FOLDER_UNWRITABLE',
    what: 'this is a file, not a folder',
  });
  await expect(makeFolder(join(root, 'file', 'below'))).rejects.toMatchObject({
    what: 'the folder cannot be made: ENOTDIR',
  });
});

it.skipIf(!existsSync('/proc'))('comes back from a place where nothing can be made', async () => {
  await expect(makeFolder('/proc/folder/deep')).rejects.toMatchObject({ what: 'the folder cannot be made: ENOENT' });
});
