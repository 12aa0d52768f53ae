import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { keltnerTypical } from './keltner-typical.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
const invalid = [
  [0, 10, 2],
  [20, 0, 2],
  [20, 1.5, 2],
  [20, 10, -1],
  [20, 10, NaN],
  [20, 10, 1001],
];
describeIndicator(keltnerTypical, { params: [20, 10, 2], lookback: 19, flat, invalid }, { describe, it });
describeIndicator(keltnerTypical, { params: [5, 14, 1.5], lookback: 14, flat, invalid }, { describe, it });
describeIndicator(keltnerTypical, { params: [1, 1, 0], lookback: 1, flat, invalid }, { describe, it });

const high = Float64Array.of(3, 6, 8, 9);
const low = Float64Array.of(1, 3, 5, 6);
const close = Float64Array.of(2, 3, 8, 6); // typical prices 2, 4, 7, 7; true ranges 4, 5, 3

it('draws the average true range around the exponential mean of the typical price', () => {
  const { upper, middle, lower } = keltnerTypical(high, low, close, 3, 1, 2); // means 13/3, 17/3
  expect([upper[2] - lower[2], upper[3] - lower[3], middle[3]]).toEqual([20, 12, (13 / 3 + 7) / 2]);
});

it('leaves out the oldest prices where the true range is smoothed for longer', () => {
  const { upper, middle } = keltnerTypical(high, low, close, 2, 3, 1); // the mean of 7 and 7, the range of 4, 5 and 3
  expect([[...middle], upper[3]]).toEqual([[NaN, NaN, NaN, 7], 11]);
});

it('leaves out the oldest true ranges where the price is smoothed for longer', () => {
  const { upper, lower } = keltnerTypical(high, low, close, 4, 1, 1); // the range of the last bar alone
  expect([[...upper], [...lower]]).toEqual([
    [NaN, NaN, NaN, 8],
    [NaN, NaN, NaN, 2],
  ]);
});
