import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isStill, shift } from './rotate.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidemark-rotate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('moves each file on by one, over gaps, and drops the oldest', () => {
  const path = join(folder, 'run.log');
  for (const name of ['', '.2', '.3']) writeFileSync(path + name, name);
  shift(path, 3);
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([
    ['run.log.1', ''],
    ['run.log.3', '.2'],
  ]);
});

it('tells whether a path still names the open file', () => {
  const path = join(folder, 'run.log');
  const fd = openSync(path, 'a');
  expect(isStill(path, fd)).toBe(true);
  renameSync(path, `${path}.1`);
  expect(isStill(path, fd)).toBe(false);
  writeFileSync(path, '');
  expect(isStill(path, fd)).toBe(false);
  closeSync(fd);
});
