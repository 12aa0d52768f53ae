import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { variance } from './variance.ts';

describeIndicator(variance, { params: [20], lookback: 19, flat: () => 0 }, { describe, it });
describeIndicator(variance, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('divides by the number of values', () => {
  expect([...variance(Float64Array.of(1, 3, 7), 2)]).toEqual([NaN, 1, 4]);
});

it('does not cancel where prices are high and moves small', () => {
  const values = Float64Array.from({ length: 100 }, (_, row) => 1e8 + (row % 2) / 1024);
  expect(variance(values, 4)[99]).toBeCloseTo(1 / 2048 ** 2, 14);
});
