import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { typPrice } from './typ-price.ts';

describeIndicator(typPrice, { params: [], lookback: 0, flat: (price) => price }, { describe, it });

it('is the mean of high, low and close', () => {
  expect([...typPrice(Float64Array.of(8), Float64Array.of(1), Float64Array.of(6))]).toEqual([5]);
});

it('knows nothing of a bar with an infinite price', () => {
  expect([...typPrice(Float64Array.of(Infinity), Float64Array.of(1), Float64Array.of(6))]).toEqual([NaN]);
});
