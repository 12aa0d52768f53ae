import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { willr } from './willr.ts';

describeIndicator(willr, { params: [14], lookback: 13, flat: () => -50 }, { describe, it });
describeIndicator(willr, { params: [1], lookback: 0, flat: () => -50 }, { describe, it });

it('says how far the close is below the highest high', () => {
  const [high, low, close] = [Float64Array.of(3, 5, 4), Float64Array.of(1, 3, 2), Float64Array.of(2, 4, 2)];
  expect([...willr(high, low, close, 2)]).toEqual([NaN, -25, -100]);
});

it('reads 0 at the highest high', () => {
  const rising = Float64Array.of(1.1, 2.2, 3.3);
  expect([...willr(rising, rising, rising, 2)]).toEqual([NaN, 0, 0]);
});

it('takes a bar as unknown when its close is', () => {
  const prices = Float64Array.of(1, 2, 3, 4);
  expect([...willr(prices, prices, Float64Array.of(1, NaN, 3, 4), 2)]).toEqual([NaN, NaN, NaN, 0]);
});
