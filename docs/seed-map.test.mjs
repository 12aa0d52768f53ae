import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = join(root, 'docs/SEED-MAP.md');
const ROW = /^\| (?<module>\S+(?: \S+)*)\s*\| `(?<file>[^`]+)`\s*\|\s*(?:open)?\s*\|$/;

const lines = readFileSync(page, 'utf8').split('\n');
const rows = lines.flatMap((line) => ROW.exec(line)?.groups ?? []);

/** A folder is there once it holds more than a table of contents. */
function isThere(file) {
  const path = join(root, file);
  if (!existsSync(path)) return false;
  return !statSync(path).isDirectory() || readdirSync(path).some((name) => name !== 'index.ts');
}

it('is a table of modules, files and states', () => {
  const tableLines = lines.filter((line) => line.startsWith('|') && !/^\| (module |-+ )/.test(line));
  expect(rows.length).toBe(tableLines.length);
  expect(rows.length).toBeGreaterThan(150);
});

// `npx vitest run --project docs -u` writes the states anew.
it('calls open what is not there, and nothing else', async () => {
  const stated = lines.map((line) => {
    const row = ROW.exec(line)?.groups;
    return row === undefined ? line : `| ${row.module} | \`${row.file}\` | ${isThere(row.file) ? '' : 'open'} |`;
  });
  const text = await format(stated.join('\n'), { parser: 'markdown', printWidth: 120 });
  await expect(text).toMatchFileSnapshot(page);
});

it('names each file once', () => {
  const files = rows.map(({ file }) => file);
  expect(files.filter((file, i) => files.indexOf(file) !== i)).toEqual([]);
});
