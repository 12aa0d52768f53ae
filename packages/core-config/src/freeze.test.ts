import { expect, it } from 'vitest';
import { frozen } from './freeze.ts';
import { secret } from './secret.ts';

it('freezes a copy, however deep, and leaves the original and instances alone', () => {
  const original = { a: [{ b: 1 }], key: secret('k-123'), day: new Date(0) };
  const copy = frozen(original);
  expect(copy).toEqual(original);
  expect([copy, copy.a, copy.a[0]].every((part) => Object.isFrozen(part))).toBe(true);
  expect([Object.isFrozen(original), Object.isFrozen(original.a)]).toEqual([false, false]);
  expect([copy.key === original.key, copy.day === original.day]).toEqual([true, true]);
  expect(() => {
    (copy.a as { b: number }[]).push({ b: 2 });
  }).toThrow(TypeError);
});
