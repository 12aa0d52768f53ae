import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ichimoku } from './ichimoku.ts';

const flat = (price: number) => ({ tenkan: price, kijun: price, spanA: price, spanB: price });
const invalid = [
  [0, 26, 52],
  [9, 2.5, 52],
  [9, 26, NaN],
];
describeIndicator(ichimoku, { params: [9, 26, 52], lookback: 51, flat, invalid }, { describe, it });
describeIndicator(ichimoku, { params: [7, 3, 1], lookback: 6, flat, invalid }, { describe, it });

const high = Float64Array.of(5, 7, 6, 10);
const low = Float64Array.of(3, 4, 2, 8);

it('is the middle of each window, on the bar that ends it', () => {
  const { tenkan, kijun, spanA, spanB } = ichimoku(high, low, 1, 2, 3);
  expect([...tenkan]).toEqual([4, 5.5, 4, 9]);
  expect([...kijun]).toEqual([NaN, 5, 4.5, 6]);
  expect([...spanA]).toEqual([NaN, 5.25, 4.25, 7.5]);
  expect([...spanB]).toEqual([NaN, NaN, 4.5, 6]);
});

it('says which window is wrong', () => {
  expect(() => ichimoku(high, low, 1, 0, 3)).toThrow('ichimoku: kijun is number 0');
});
