import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { pivotPoints } from './pivot-points.ts';

const flat = (price: number) => ({ p: price, r1: price, s1: price, r2: price, s2: price });
describeIndicator(pivotPoints, { params: [], lookback: 1, flat }, { describe, it });

it('is made of the bar before alone', () => {
  const { p, r1, s1, r2, s2 } = pivotPoints(Float64Array.of(8, 99), Float64Array.of(1, 98), Float64Array.of(6, 99));
  expect([p, r1, s1, r2, s2].map((column) => column[1])).toEqual([5, 9, 2, 12, -2]);
  expect([p[0], s2[0]]).toEqual([NaN, NaN]);
});

it('knows no levels where the last bar is not known', () => {
  const high = Float64Array.of(8, NaN, 8, 8);
  const other = Float64Array.of(5, 5, 5, 5);
  expect([...pivotPoints(high, other, other).p]).toEqual([NaN, NaN, NaN, 6]);
});
