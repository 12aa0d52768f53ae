import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { portableLog } from './portable-log.ts';

it('is the natural logarithm within two units in the last place', () => {
  fc.assert(
    fc.property(fc.double({ min: 2 ** -1022, max: Number.MAX_VALUE, noNaN: true, minExcluded: false }), (x) => {
      const exact = Math.log(x);
      expect(Math.abs(portableLog(x) - exact)).toBeLessThanOrEqual(2 * 2 ** -52 * Math.abs(exact));
    }),
    { numRuns: 2_000 },
  );
});

it('is exactly 0 at 1', () => {
  expect(portableLog(1)).toBe(0);
});

it.each([
  [0.5, -Math.LN2],
  [2, Math.LN2],
  [Math.E, 1],
])('knows the logarithm of %s', (x, log) => {
  expect(portableLog(x)).toBe(log);
});
