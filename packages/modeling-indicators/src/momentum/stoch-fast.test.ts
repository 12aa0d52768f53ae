import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { stochFast } from './stoch-fast.ts';

const invalid = [
  [0, 3],
  [14, 1.5],
  [1e9, 3],
];
const flat = (): Record<string, number> => ({ k: 50, d: 50 });

describeIndicator(stochFast, { params: [14, 3], lookback: 15, flat, invalid }, { describe, it });
describeIndicator(stochFast, { params: [1, 1], lookback: 0, flat, invalid }, { describe, it });

const high = Float64Array.of(3, 5, 5, 5);
const low = Float64Array.of(1, 3, 4, 4);
const close = Float64Array.of(2, 4, 5, 4);

it('is the position in the range, and its mean', () => {
  const { k, d } = stochFast(high, low, close, 2, 2);
  expect([...k]).toEqual([NaN, NaN, 100, 0]);
  expect([...d]).toEqual([NaN, NaN, 87.5, 50]);
});

it('reads 50 for a range of nothing, which then counts in the mean', () => {
  const prices = Float64Array.of(7, 7, 8);
  const { k, d } = stochFast(prices, prices, prices, 2, 2);
  expect([k[2], d[2]]).toEqual([100, 75]);
});
