import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { dpo } from './dpo.ts';

describeIndicator(dpo, { params: [20], lookback: 19 }, { describe, it });
describeIndicator(dpo, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(dpo, { params: [2], lookback: 2, flat: () => 0 }, { describe, it });

it('takes the mean from the value of half a period and a bar ago', () => {
  expect([...dpo(Float64Array.of(1, 2, 6, 7, 3), 4)]).toEqual([NaN, NaN, NaN, 1 - 4, 2 - 4.5]);
});

it('reaches back further than its mean where the period is 1', () => {
  expect([...dpo(Float64Array.of(1, 2, 6), 1)]).toEqual([NaN, -1, -4]);
});
