import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { stdDev } from './std-dev.ts';

const invalid = [
  [0, 1],
  [1.5, 1],
  [20, NaN],
  [20, 1e7],
];
describeIndicator(stdDev, { params: [20, 2], lookback: 19, flat: () => 0, invalid }, { describe, it });
describeIndicator(stdDev, { params: [1, 1], lookback: 0, flat: () => 0, invalid }, { describe, it });

it('divides by the number of values', () => {
  expect([...stdDev(Float64Array.of(1, 3, 7), 2, 1)]).toEqual([NaN, 1, 2]);
});

it('is so many deviations', () => {
  expect([...stdDev(Float64Array.of(1, 3, 7), 2, -2.5)]).toEqual([NaN, -2.5, -5]);
});

it('is exactly 0 where the last values are equal, whatever came before', () => {
  expect(stdDev(Float64Array.of(0.7, 1e9, 0.1, 0.1, 0.1), 3, 1)[4]).toBe(0);
});
