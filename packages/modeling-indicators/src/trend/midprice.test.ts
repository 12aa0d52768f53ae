import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { midprice } from './midprice.ts';

const flat = (price: number): number => price;
describeIndicator(midprice, { params: [14], lookback: 13, flat }, { describe, it });
describeIndicator(midprice, { params: [1], lookback: 0, flat }, { describe, it });

it('takes the high of one bar and the low of another', () => {
  expect([...midprice(Float64Array.of(9, 6, 7), Float64Array.of(8, 1, 5), 2)]).toEqual([NaN, 5, 4]);
});

it('begins again behind a bar of which one price is unknown', () => {
  const high = Float64Array.of(9, 6, 7, 8, 10);
  expect([...midprice(high, Float64Array.of(8, 1, NaN, 5, 2), 2)]).toEqual([NaN, 5, NaN, NaN, 6]);
});
