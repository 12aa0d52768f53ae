import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { aroon } from './aroon.ts';

describeIndicator(aroon, { params: [14], lookback: 14, flat: () => ({ down: 100, up: 100 }) }, { describe, it });
describeIndicator(aroon, { params: [1], lookback: 1, flat: () => ({ down: 100, up: 100 }) }, { describe, it });

it('says how young the extremes are', () => {
  const { down, up } = aroon(Float64Array.of(9, 5, 4, 6), Float64Array.of(2, 4, 1, 3), 2);
  expect([...down]).toEqual([NaN, NaN, 100, 50]);
  expect([...up]).toEqual([NaN, NaN, 0, 100]);
});

it('counts the latest of equal extremes', () => {
  const { down, up } = aroon(Float64Array.of(5, 5, 4), Float64Array.of(1, 1, 2), 2);
  expect([down[2], up[2]]).toEqual([50, 50]);
});
