import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const ROW = /^\| (?<module>\S+(?: \S+)*)\s*\| `(?<file>[^`]+)`\s*\| (?<state>open)?\s*\|$/;

const lines = readFileSync(join(root, 'docs/SEED-MAP.md'), 'utf8').split('\n');
const rows = lines.flatMap((line) => ROW.exec(line)?.groups ?? []);

/** A folder counts once it holds something. */
function isThere(file) {
  const path = join(root, file);
  return existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0);
}

it('is a table of modules, files and states', () => {
  const tableLines = lines.filter((line) => line.startsWith('|') && !/^\| (module |-+ )/.test(line));
  expect(rows.length).toBe(tableLines.length);
  expect(rows.length).toBeGreaterThan(150);
});

it('names files that exist', () => {
  expect(rows.filter(({ state, file }) => state !== 'open' && !isThere(file))).toEqual([]);
});

it('does not call open what is there', () => {
  expect(rows.filter(({ state, file }) => state === 'open' && isThere(file))).toEqual([]);
});

it('names each file once', () => {
  const files = rows.map(({ file }) => file);
  expect(files.filter((file, i) => files.indexOf(file) !== i)).toEqual([]);
});
