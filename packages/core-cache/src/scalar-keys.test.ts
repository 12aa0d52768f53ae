import fc from 'fast-check';
import { expect, it } from 'vitest';
import { argumentsKey } from './key.ts';
import { ScalarKeys } from './scalar-keys.ts';

it('finds what it remembered, and takes no call for another', () => {
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(0, -0, NaN, null, undefined, true, false, '', '0', 1n, 1, '1', 'NaN'),
    fc.double(),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.array(scalar, { maxLength: 4 }), { maxLength: 40 }), (calls) => {
      const keys = new ScalarKeys(1_000);
      for (const args of calls) keys.remember(args, argumentsKey(args));
      for (const args of calls) {
        expect([undefined, argumentsKey(args)]).toContain(keys.find(args));
      }
    }),
  );
});

it.each([[['ES', 5, true]], [[NaN]], [[null, undefined]], [[1n]]])('remembers %o', (args) => {
  const keys = new ScalarKeys(10);
  keys.remember(args, 'the key');
  expect(keys.find(args)).toBe('the key');
});

it.each([[[]], [[{}]], [[-0]], [[1, 2, 3, 4]], [[Symbol.iterator]]])('does not remember %o', (args) => {
  const keys = new ScalarKeys(10);
  keys.remember(args, 'the key');
  expect(keys.find(args)).toBeUndefined();
});

it('forgets all beyond its limit', () => {
  const keys = new ScalarKeys(2);
  for (const n of [1, 2, 3]) keys.remember([n], String(n));
  expect([keys.find([1]), keys.find([3])]).toEqual([undefined, '3']);
});
