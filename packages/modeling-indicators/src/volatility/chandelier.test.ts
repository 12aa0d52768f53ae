import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { chandelier } from './chandelier.ts';

const flat = (price: number) => ({ long: price, short: price });
const invalid = [
  [0, 3],
  [1.5, 3],
  [22, -1],
  [22, NaN],
  [22, 1001],
];
describeIndicator(chandelier, { params: [22, 3], lookback: 22, flat, invalid }, { describe, it });
describeIndicator(chandelier, { params: [1, 0.5], lookback: 1, flat, invalid }, { describe, it });

const high = Float64Array.of(9, 4, 5, 9);
const low = Float64Array.of(1, 2, 4, 8);
const close = Float64Array.of(2, 3, 5, 9); // true ranges 2, 2, 4

it('keeps so many average true ranges away from the highest high and the lowest low', () => {
  const { long, short } = chandelier(high, low, close, 2, 3);
  expect([[...long], [...short]]).toEqual([
    [NaN, NaN, 5 - 6, 9 - 9],
    [NaN, NaN, 2 + 6, 4 + 9],
  ]);
});

it('forgets highs and lows where a close is not known', () => {
  const { long } = chandelier(high, low, Float64Array.of(NaN, 3, 5, 9), 2, 1);
  expect([...long]).toEqual([NaN, NaN, NaN, 9 - 3]);
});
