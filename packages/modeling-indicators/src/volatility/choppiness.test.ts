import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { choppiness } from './choppiness.ts';

const invalid = [[1], [0], [2.5], [NaN], [Infinity]];
describeIndicator(choppiness, { params: [14], lookback: 14, flat: () => 100, invalid }, { describe, it });
describeIndicator(choppiness, { params: [2], lookback: 2, flat: () => 100, invalid }, { describe, it });

it('is 0 where the way of the market was its span', () => {
  const edge = Float64Array.of(1, 2, 3, 4, 5);
  const index = choppiness(
    edge.map((price) => price + 1),
    edge,
    edge.map((price) => price + 1),
    2,
  );
  expect([...index]).toEqual([NaN, NaN, 0, 0, 0]);
});

it('is the logarithm of way over span, to the base of the period', () => {
  // true ranges 4, 2, 2, 4, span 4: log4(12 / 4)
  const high = Float64Array.of(4, 4, 4, 2, 4);
  const low = Float64Array.of(0, 0, 2, 0, 0);
  const index = choppiness(high, low, Float64Array.of(0, 4, 2, 0, 0), 4);
  expect(index[4]).toBeCloseTo((100 * Math.log(3)) / Math.log(4), 12);
});

it('reads 100 where the market jumped and then stood still', () => {
  const price = Float64Array.of(1, 5, 5, 5);
  expect([...choppiness(price, price, price, 2)]).toEqual([NaN, NaN, 100, 100]);
});
