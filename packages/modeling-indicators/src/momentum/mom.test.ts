import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { mom } from './mom.ts';

describeIndicator(mom, { params: [10], lookback: 10, flat: () => 0 }, { describe, it });
describeIndicator(mom, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is the change over the period', () => {
  expect([...mom(Float64Array.of(1, 3, 2, 6, 1), 2)]).toEqual([NaN, NaN, 1, 3, -1]);
});

it('knows no change across a NaN', () => {
  expect([...mom(Float64Array.of(1, 3, NaN, 6, 1, 2), 2)]).toEqual([NaN, NaN, NaN, NaN, NaN, -4]);
});
