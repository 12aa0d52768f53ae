import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rocp } from './rocp.ts';

describeIndicator(rocp, { params: [10], lookback: 10, flat: () => 0 }, { describe, it });
describeIndicator(rocp, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is the change as a fraction of the old value', () => {
  expect([...rocp(Float64Array.of(4, 8, 6, 2, -3), 2)]).toEqual([NaN, NaN, 0.5, -0.75, -1.5]);
});

it('reads 0 where there is nothing to divide by', () => {
  expect([...rocp(Float64Array.of(0, 0, 3, 6), 1)]).toEqual([NaN, 0, 0, 1]);
});
