import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rollingPercentRank } from './rolling-percent-rank.ts';

describeIndicator(rollingPercentRank, { params: [50], lookback: 50, flat: () => 0 }, { describe, it });
describeIndicator(rollingPercentRank, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('counts those before it that are below', () => {
  expect([...rollingPercentRank(Float64Array.of(4, 1, 3, 2, 5, 0, 3), 4)]).toEqual([NaN, NaN, NaN, NaN, 100, 0, 50]);
});

it('counts no equal ones', () => {
  expect([...rollingPercentRank(Float64Array.of(1, 2, 2, 2), 2)]).toEqual([NaN, NaN, 50, 0]);
});
