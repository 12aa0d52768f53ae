import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { avgPrice } from './avg-price.ts';

describeIndicator(avgPrice, { params: [], lookback: 0, flat: (price) => price }, { describe, it });

it('is the mean of the four prices of a bar', () => {
  const of = (value: number) => Float64Array.of(value);
  expect([...avgPrice(of(3), of(8), of(1), of(6))]).toEqual([4.5]);
});

it('knows nothing of a bar with an infinite price, and everything of the next', () => {
  const price = Float64Array.of(Infinity, 2);
  expect([...avgPrice(price, price, price, price)]).toEqual([NaN, 2]);
});
