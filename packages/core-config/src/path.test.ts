import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTree, parsePath, pathText, setKey, valueAt } from './path.ts';

it.each([
  ['cache.ttlMs', ['cache', 'ttlMs']],
  ['regions."a.b".ttl', ['regions', 'a.b', 'ttl']],
  ['', []],
  ['"half', ['half']],
  ['"\\x"', ['"\\x"']],
])('reads %j', (text, path) => {
  expect(parsePath(text)).toEqual(path);
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (path) => {
      expect(parsePath(pathText(path))).toEqual(path);
    }),
  );
});

it('knows plain objects of every realm from all else', () => {
  const trees = [{}, Object.create(null), runInNewContext('({ a: 1 })'), JSON.parse('{"__proto__":1}')];
  expect(trees.map(isTree)).toEqual([true, true, true, true]);
  expect([null, [], new Date(), new (class A {})(), 'x', () => 1].map(isTree)).toEqual(Array(6).fill(false));
});

it('finds own values only', () => {
  expect([valueAt({ a: [{ b: 1 }] }, ['a', 0, 'b']), valueAt({}, ['constructor']), valueAt(1, ['x'])]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});

it('sets __proto__ as a key', () => {
  const target: Record<string, unknown> = {};
  setKey(target, '__proto__', { polluted: true });
  expect([Object.keys(target), (target as { polluted?: boolean }).polluted]).toEqual([['__proto__'], undefined]);
});
