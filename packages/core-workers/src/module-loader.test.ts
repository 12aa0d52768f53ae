import { expect, it, vi } from 'vitest';
import { ModuleLoader, taskMessage, type Modules } from './module-loader.ts';
import { sourceHash } from './source-hash.ts';

const TEXT = 'export const one = 1;\n';
const task = { module: 'file:///one.mjs', export: 'one', name: undefined, codeHash: undefined };

const modulesWith = (exports: Record<string, unknown>, text = TEXT) => ({
  resolve: (module: string) => new URL(module, 'file:///').href,
  read: vi.fn<Modules['read']>(async () => text),
  import: vi.fn<Modules['import']>(async () => exports),
});

it('imports a module once for all its exports', async () => {
  const modules = modulesWith({ one: 1, two: 2 });
  const loader = new ModuleLoader(modules);
  const both = [loader.load(task), loader.load({ ...task, export: 'two' })];
  expect([await Promise.all(both), modules.import.mock.calls.length]).toEqual([[1, 2], 1]);
  expect(modules.read).not.toHaveBeenCalled();
});

it('imports it again after a failure: a file may be mended', async () => {
  const modules = modulesWith({ one: 1 });
  modules.import.mockRejectedValueOnce(new SyntaxError('broken'));
  const loader = new ModuleLoader(modules);
  await expect(loader.load(task)).rejects.toMatchObject({ code: 'TASK_MODULE_FAILED', where: 'file:///one.mjs#one' });
  expect(await loader.load(task)).toBe(1);
});

it('loads code of the hash that is asked for, each hash by itself', async () => {
  const modules = modulesWith({ one: 1 });
  const loader = new ModuleLoader(modules);
  const codeHash = sourceHash(TEXT);
  expect(await loader.load({ ...task, codeHash })).toBe(1);
  expect(modules.import.mock.calls).toEqual([['file:///one.mjs', codeHash]]);

  modules.read.mockResolvedValueOnce('export const one = 2;\n');
  await expect(loader.load({ ...task, codeHash: 'other' })).rejects.toMatchObject({
    code: 'CODE_HASH_DIFFERS',
    what: expect.stringContaining('not other') as string,
  });
  expect(await loader.load({ ...task, codeHash })).toBe(1);
});

it.each<[string, Record<string, unknown>, string, unknown]>([
  ['the default export', { default: 'd' }, 'default', 'd'],
  ['an export one level deeper', { default: { one: 1 } }, 'one', 1],
  ['the default export one level deeper', { default: { default: 'd' } }, 'default', 'd'],
  ['null', { one: null }, 'one', null],
])('finds %s', async (_what, exports, name, value) => {
  expect(await new ModuleLoader(modulesWith(exports)).load({ ...task, export: name })).toBe(value);
});

it.each([
  [{}, 'the module exports no one; it exports nothing', 'export it, or give { export } the name of what is meant'],
  [{ oen: 1, two: 2 }, 'the module exports no one; it exports oen, two', 'did you mean oen?'],
])('says what is exported instead: %o', async (exports, what, fix) => {
  const loading = new ModuleLoader(modulesWith(exports)).load(task);
  await expect(loading).rejects.toMatchObject({ code: 'TASK_EXPORT_MISSING', what, fix });
});

it('loads what a reference names', async () => {
  expect(await new ModuleLoader(modulesWith({ one: 1 })).loadReference({ module: '/one.mjs', export: 'one' })).toBe(1);
});

it('makes a message of a task', () => {
  const modules = modulesWith({});
  expect(taskMessage({ module: new URL('file:///a.mjs') }, modules)).toEqual({
    module: 'file:///a.mjs',
    export: 'default',
    name: undefined,
    codeHash: undefined,
  });
  const reference = { module: 'file:///a.mjs', export: 'x', codeHash: 'abc' };
  expect(taskMessage(reference, modules)).toEqual({ ...reference, name: undefined });
});

it('asks no URL for a module that it knows by name, and none for its hash', async () => {
  const modules = modulesWith({ one: 'by URL' });
  const loader = new ModuleLoader(modules, { ones: async () => ({ one: 'by name' }) });
  const named = { ...task, name: 'ones' };
  expect([await loader.load(named), await loader.load({ ...task, name: 'twos' })]).toEqual(['by name', 'by URL']);
  await expect(loader.load({ ...named, codeHash: 'abc' })).rejects.toMatchObject({
    code: 'CODE_HASH_DIFFERS',
    what: 'the module is part of a bundle, where its text and its hash are lost',
  });
});
