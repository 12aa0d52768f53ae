import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trueRange } from './true-range.ts';

it.each([
  ['inside the bar', 11, 2],
  ['below it', 9, 3],
  ['above it', 15, 5],
])('reaches to a previous close %s', (_, previousClose, range) => {
  expect(trueRange(12, 10, previousClose)).toBe(range);
});

it('has the bits of the largest of the three differences, where prices are near each other', () => {
  const price = fc.double({ min: 70, max: 130, noNaN: true });
  fc.assert(
    fc.property(price, price, price, (a, b, previousClose) => {
      const [high, low] = [Math.max(a, b), Math.min(a, b)];
      const largest = Math.max(high - low, Math.abs(high - previousClose), Math.abs(low - previousClose));
      expect(trueRange(high, low, previousClose)).toBe(largest);
    }),
  );
});

it.each([
  [NaN, 1, 1],
  [1, NaN, 1],
  [1, 1, NaN],
])('is NaN for %d %d %d', (high, low, close) => {
  expect(trueRange(high, low, close)).toBeNaN();
});
