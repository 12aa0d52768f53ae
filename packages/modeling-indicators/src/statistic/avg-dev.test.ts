import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { avgDev } from './avg-dev.ts';

describeIndicator(avgDev, { params: [14], lookback: 13, flat: () => 0 }, { describe, it });
describeIndicator(avgDev, { params: [1], lookback: 0, flat: () => 0 }, { describe, it });

it('is the mean distance from the mean', () => {
  expect([...avgDev(Float64Array.of(1, 2, 3, 6, 5), 4)]).toEqual([NaN, NaN, NaN, 1.5, 1.5]);
});

it('does not weigh far values more than near ones', () => {
  expect(avgDev(Float64Array.of(0, 0, 0, 8), 4)[3]).toBe(3); // the standard deviation is 3.46
});
