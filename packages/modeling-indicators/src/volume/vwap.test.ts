import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { vwap } from './vwap.ts';

describeIndicator(vwap, { params: [], lookback: 0, flat: (price) => price }, { describe, it });

const high = Float64Array.of(4, 6, 9);
const low = Float64Array.of(2, 4, 7);
const close = Float64Array.of(3, 5, 8);

it('weighs the typical price of each bar by its volume', () => {
  expect([...vwap(high, low, close, Float64Array.of(10, 30, 40))]).toEqual([3, 4.5, 6.25]);
});

it('reads the typical price as long as nothing was traded', () => {
  expect([...vwap(high, low, close, Float64Array.of(0, 0, 40))]).toEqual([3, 5, 8]);
});

it('stays where it is while nothing more is traded', () => {
  expect([...vwap(high, low, close, Float64Array.of(10, 0, 0))]).toEqual([3, 3, 3]);
});
