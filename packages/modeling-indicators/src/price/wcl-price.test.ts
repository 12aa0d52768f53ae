import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { wclPrice } from './wcl-price.ts';

describeIndicator(wclPrice, { params: [], lookback: 0, flat: (price) => price }, { describe, it });

it('counts the close twice', () => {
  expect([...wclPrice(Float64Array.of(8), Float64Array.of(2), Float64Array.of(6))]).toEqual([5.5]);
});

it('knows nothing of a bar with an infinite price', () => {
  expect([...wclPrice(Float64Array.of(8), Float64Array.of(-Infinity), Float64Array.of(6))]).toEqual([NaN]);
});
