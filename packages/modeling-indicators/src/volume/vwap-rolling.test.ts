import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { vwapRolling } from './vwap-rolling.ts';

const flat = (price: number): number => price;
describeIndicator(vwapRolling, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(vwapRolling, { params: [1], lookback: 0, flat }, { describe, it });

const price = Float64Array.of(3, 5, 8, 7);

it('weighs the typical prices of the window by their volumes', () => {
  const high = Float64Array.of(4, 6, 9, 8);
  const low = Float64Array.of(2, 4, 7, 6);
  expect([...vwapRolling(high, low, price, Float64Array.of(10, 30, 10, 30), 2)]).toEqual([NaN, 4.5, 5.75, 7.25]);
});

it('reads the typical price where nothing was traded in the window, whatever was traded before', () => {
  expect([...vwapRolling(price, price, price, Float64Array.of(0.75, 0.25, 0, 0), 2)]).toEqual([NaN, 3.5, 5, 7]);
});
