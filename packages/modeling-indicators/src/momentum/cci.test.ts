import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { cci } from './cci.ts';

describeIndicator(cci, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(cci, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(cci, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

const cciOf = (prices: Float64Array, period: number): number[] => [...cci(prices, prices, prices, period)];

it('measures the distance from the mean in mean deviations', () => {
  // the mean of 2, 5, 8 is 5, the mean deviation 2: 3 / (0.015 * 2)
  expect([...cci(Float64Array.of(3, 6, 9), Float64Array.of(1, 4, 7), Float64Array.of(2, 5, 8), 3)]).toEqual([
    NaN,
    NaN,
    100,
  ]);
});

it('reads exactly 0 where the window is flat, whatever came before', () => {
  expect(cciOf(Float64Array.of(1e6, 0.7, 0.1, 0.1, 0.1, 0.1), 3).slice(4)).toEqual([0, 0]);
});

it('takes typical prices that differ by rounding alone for the same', () => {
  const [high, low, close] = [
    Float64Array.of(29.86, 29.89),
    Float64Array.of(29.82, 29.82),
    Float64Array.of(29.86, 29.83),
  ];
  expect([...cci(high, low, close, 2)]).toEqual([NaN, 0]); // a third of 89.54, twice
});

it('does not cancel where prices are high and moves small', () => {
  const values = Float64Array.of(1e9, 1e9 + 0.5, 1e9 + 1);
  expect(cciOf(values, 3)[2]).toBeCloseTo(100, 9);
});

it('streams the same bits, across gaps, equal and infinite values', () => {
  const price = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 0, max: 9 }) },
    { weight: 30, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
    { weight: 2, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308) },
  );
  const bars = fc.array(fc.tuple(price, price, price), { maxLength: 60 });
  fc.assert(
    fc.property(bars, fc.integer({ min: 1, max: 70 }), (list, period) => {
      const stream = cci.stream(period);
      const answers = list.map((bar) => stream.update(...bar));
      const [high, low, close] = [0, 1, 2].map((i) => Float64Array.from(list, (bar) => bar[i]));
      expect([...cci(high, low, close, period)]).toEqual(answers);
    }),
    { numRuns: 500 },
  );
});
