import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { keltner } from './keltner.ts';

const flat = (price: number) => ({ upper: price, middle: price, lower: price });
const invalid = [
  [0, 10, 2],
  [20, 0, 2],
  [20, 1.5, 2],
  [20, 10, -1],
  [20, 10, NaN],
  [20, 10, 1001],
];
describeIndicator(keltner, { params: [20, 10, 2], lookback: 19, flat, invalid }, { describe, it });
describeIndicator(keltner, { params: [5, 14, 1.5], lookback: 14, flat, invalid }, { describe, it });
describeIndicator(keltner, { params: [1, 1, 0], lookback: 1, flat, invalid }, { describe, it });

const high = Float64Array.of(2, 4, 5, 9);
const low = Float64Array.of(1, 2, 4, 8);
const close = Float64Array.of(2, 3, 5, 9); // true ranges 2, 2, 4

it('draws the average true range around the exponential mean of the close', () => {
  const { upper, middle, lower } = keltner(high, low, close, 3, 2, 2); // means 10/3, 37/6; ranges 2, 3
  expect([upper[2] - lower[2], upper[3] - lower[3]]).toEqual([8, 12]);
  expect(middle[3]).toBeCloseTo(37 / 6, 14);
  expect([...upper.slice(0, 2), ...middle.slice(0, 2)]).toEqual([NaN, NaN, NaN, NaN]);
});

it('knows the middle before the bands where the true range is smoothed for longer', () => {
  const { upper, middle } = keltner(high, low, close, 2, 3, 2);
  expect([[...upper].slice(0, 3), [...middle].slice(0, 2)]).toEqual([
    [NaN, NaN, NaN],
    [NaN, 2.5],
  ]);
});

it('forgets the closes where a high is not known', () => {
  const { middle } = keltner(Float64Array.of(2, NaN, 5, 9), low, close, 2, 1, 2);
  expect([...middle]).toEqual([NaN, NaN, NaN, 7]);
});
