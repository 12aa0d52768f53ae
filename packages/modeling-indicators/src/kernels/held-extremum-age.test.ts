import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HeldExtremumAge } from './held-extremum-age.ts';

/** As TA-Lib's loop does it: rows, of which one is held. */
function heldAges(values: readonly number[], period: number, sign: 1 | -1): number[] {
  let held = -1;
  return values.map((value, row) => {
    const from = row - period + 1;
    if (from < 0) return NaN;
    if (held < from) {
      held = from;
      for (let i = from + 1; i <= row; i++) if (values[i] * sign > values[held] * sign) held = i;
    } else if (value * sign >= values[held] * sign) held = row;
    return row - held;
  });
}

it.each([1, -1] as const)('holds what it found, with sign %d, until as good a one comes or it leaves', (sign) => {
  const coarse = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 60 });
  fc.assert(
    fc.property(coarse, fc.integer({ min: 1, max: 12 }), (values, period) => {
      const kernel = new HeldExtremumAge(period, sign);
      expect(values.map((value) => kernel.update(value))).toEqual(heldAges(values, period, sign));
    }),
  );
});

it('begins anew behind a gap', () => {
  const kernel = new HeldExtremumAge(3, 1);
  expect([1, 3, 2, 3, NaN, 3, 2, 2].map((value) => kernel.update(value))).toEqual([NaN, NaN, 1, 0, NaN, NaN, NaN, 2]);
});
