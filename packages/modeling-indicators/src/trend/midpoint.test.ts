import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { midpoint } from './midpoint.ts';

const flat = (price: number): number => price;
describeIndicator(midpoint, { params: [14], lookback: 13, flat }, { describe, it });
describeIndicator(midpoint, { params: [1], lookback: 0, flat }, { describe, it });

it('sees nothing but the highest and the lowest value', () => {
  expect([...midpoint(Float64Array.of(9, 1, 5, 2, 2), 3)]).toEqual([NaN, NaN, 5, 3, 3.5]);
});

it('is the value itself where the window is one bar', () => {
  expect([...midpoint(Float64Array.of(3, -1, 1e300), 1)]).toEqual([3, -1, 1e300]);
});
