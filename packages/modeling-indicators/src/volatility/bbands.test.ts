import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { bbands } from './bbands.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
const invalid = [
  [0, 2, 2],
  [2.5, 2, 2],
  [20, -1, 2],
  [20, 2, NaN],
  [20, 1001, 2],
  [20, 2, undefined],
];
describeIndicator(bbands, { params: [20, 2, 2], lookback: 19, flat, invalid }, { describe, it });
describeIndicator(bbands, { params: [3, 0.5, 3], lookback: 2, flat, invalid }, { describe, it });
describeIndicator(bbands, { params: [1, 2, 2], lookback: 0, flat, invalid }, { describe, it });

it('lies so many deviations of a population above and below the mean', () => {
  const { upper, middle, lower } = bbands(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), 8, 2, 1); // deviation 2
  expect([upper[7], middle[7], lower[7]]).toEqual([9, 5, 3]);
});

it('closes to nothing, to the bit, where the window is flat', () => {
  const { upper, middle, lower } = bbands(Float64Array.of(3.7, 1e6, 0.1, 0.1, 0.1), 3, 2, 2);
  expect([upper[4], middle[4], lower[4]]).toEqual([0.1, 0.1, 0.1]);
});

it('does not cancel where prices are high and moves small', () => {
  const prices = Float64Array.from({ length: 50 }, (_, row) => 1e8 + (row % 2) / 1024);
  const { upper, lower } = bbands(prices, 4, 1, 1);
  expect(upper[49] - lower[49]).toBeCloseTo(1 / 1024, 7);
});

it('streams the same bits, across gaps, equal and infinite values', () => {
  const value = fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: -1e9, max: 1e9, noNaN: true }) },
    { weight: 9, arbitrary: fc.constantFrom(0, -0, 0.1, 1e200) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
  );
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (list, period) => {
      const stream = bbands.stream(period, 2, 1);
      const answers = list.map((value) => ({ ...stream.update(value) }));
      const { upper, middle, lower } = bbands(Float64Array.from(list), period, 2, 1);
      expect(list.map((_, i) => ({ upper: upper[i], middle: middle[i], lower: lower[i] }))).toEqual(answers);
    }),
    { numRuns: 500 },
  );
});
