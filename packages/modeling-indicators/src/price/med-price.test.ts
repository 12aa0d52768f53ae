import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { medPrice } from './med-price.ts';

describeIndicator(medPrice, { params: [], lookback: 0, flat: (price) => price }, { describe, it });

it('is the middle of the range', () => {
  expect([...medPrice(Float64Array.of(8, 9), Float64Array.of(1, 3))]).toEqual([4.5, 6]);
});

it('knows nothing of a bar with a NaN, and everything of the next', () => {
  expect([...medPrice(Float64Array.of(NaN, 9), Float64Array.of(1, 3))]).toEqual([NaN, 6]);
});
