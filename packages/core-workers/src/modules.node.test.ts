import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { nodeModules } from './modules.node.ts';

const folder = mkdtempSync(join(tmpdir(), 'modules-'));
const url = pathToFileURL(join(folder, 'one.mjs')).href;
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['file:///a/b.mjs', 'file:///a/b.mjs'],
  ['data:text/javascript,1', 'data:text/javascript,1'],
  ['node:path', 'node:path'],
  ['/a/b.mjs', 'file:///a/b.mjs'],
  ['a.mjs', pathToFileURL('a.mjs').href],
])('resolves %s to %s', (module, resolved) => {
  expect(nodeModules.resolve(module)).toBe(resolved);
});

it('imports what a file says under the hash that it has', async () => {
  writeFileSync(url.slice(7), 'export const one = 1;');
  expect(await nodeModules.import(url, 'first')).toMatchObject({ one: 1 });
  writeFileSync(url.slice(7), 'export const one = 2;');
  expect(await nodeModules.import(url, 'first')).toMatchObject({ one: 1 });
  expect(await nodeModules.import(url, 'second')).toMatchObject({ one: 2 });
  expect(await nodeModules.read(url)).toBe('export const one = 2;');
});

it('reads and imports what is no file', async () => {
  const module = 'data:text/javascript,export const one = 1';
  expect(await nodeModules.read(module)).toBe('export const one = 1');
  expect(await nodeModules.import(module, 'hash')).toMatchObject({ one: 1 });
});

it('misses a file by its name', async () => {
  const error = { code: 'TASK_MODULE_MISSING', where: 'file:///no/such.ts' };
  await expect(nodeModules.import('file:///no/such.ts', undefined)).rejects.toMatchObject(error);
  await expect(nodeModules.read('file:///no/such.ts')).rejects.toMatchObject(error);
});
