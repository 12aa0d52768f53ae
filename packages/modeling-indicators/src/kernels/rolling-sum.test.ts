import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RollingSum, rollingSum } from './rolling-sum.ts';

const value = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const period = fc.integer({ min: 1, max: 12 });

it('is the sum of the window, with no error older than two windows', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), period, (list, n) => {
      const sums = rollingSum(Float64Array.from(list), n, 1);
      for (let row = n - 1; row < list.length; row++) {
        const plain = list.slice(row - n + 1, row + 1).reduce((sum, other) => sum + other, 0);
        const near = list.slice(Math.max(0, row - 3 * n), row + 1);
        const scale = near.reduce((largest, other) => Math.max(largest, Math.abs(other)), 0);
        expect(Math.abs(sums[row] - plain)).toBeLessThanOrEqual(3 * n * n * scale * Number.EPSILON);
      }
    }),
  );
});

it('streams the same bits, across gaps and infinite values', () => {
  const gap = fc.constantFrom(NaN, Infinity, -Infinity);
  const gappy = fc.array(fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: gap }), { maxLength: 60 });
  fc.assert(
    fc.property(gappy, period, (list, n) => {
      const stream = new RollingSum(n);
      const answers = list.map((value) => stream.update(value));
      expect(answers).toEqual([...rollingSum(Float64Array.from(list), n, 1)]);
    }),
  );
});

it('divides what it answers, not what it remembers', () => {
  expect([...rollingSum(Float64Array.of(1, 2, 4, 8), 2, 2)]).toEqual([NaN, 1.5, 3, 6]);
});
