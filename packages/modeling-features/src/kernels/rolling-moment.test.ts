import { describeIndicator } from '@tidemark/modeling-indicators/testing';
import { describe, expect, it } from 'vitest';
import { kurtosis, skewness } from './rolling-moment.ts';

for (const indicator of [skewness, kurtosis]) {
  describeIndicator(indicator, { params: [10], lookback: 9, flat: () => 0 }, { describe, it });
  describeIndicator(indicator, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });
}

it('leans to where the far values are', () => {
  const values = Float64Array.of(1, 1, 1, 5);
  expect(skewness(values, 4)[3]).toBeCloseTo(2 / Math.sqrt(3), 12);
  expect(
    skewness(
      values.map((value) => -value),
      4,
    )[3],
  ).toBeCloseTo(-2 / Math.sqrt(3), 12);
});

it('is -2 for a coin and grows with far values', () => {
  expect(kurtosis(Float64Array.of(1, -1, 1, -1), 4)[3]).toBe(-2);
  expect(kurtosis(Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 9), 10)[9]).toBeGreaterThan(5);
});
