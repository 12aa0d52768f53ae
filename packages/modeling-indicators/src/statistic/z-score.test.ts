import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { zScore } from './z-score.ts';

describeIndicator(zScore, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(zScore, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('counts deviations from the mean of the window, the value itself included', () => {
  // 1 1 1 5: mean 2, deviation sqrt(3)
  expect(zScore(Float64Array.of(1, 1, 1, 5), 4)[3]).toBeCloseTo(Math.sqrt(3), 14);
  expect([...zScore(Float64Array.of(1, 3, 3, 1), 2)]).toEqual([NaN, 1, 0, -1]);
});

it('reads exactly 0 where the last values are equal, whatever came before', () => {
  expect(zScore(Float64Array.of(0.7, 1e9, 0.1, 0.1, 0.1), 3)[4]).toBe(0);
});
