import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rocr } from './rocr.ts';

describeIndicator(rocr, { params: [10], lookback: 10, flat: () => 1 }, { describe, it });
describeIndicator(rocr, { params: [1], lookback: 1, flat: () => 1 }, { describe, it });

it('is the value by the old one', () => {
  expect([...rocr(Float64Array.of(4, 8, 6, 2, -3), 2)]).toEqual([NaN, NaN, 1.5, 0.25, -0.5]);
});

it('reads 0 where there is nothing to divide by', () => {
  expect([...rocr(Float64Array.of(0, 0, 3, 6), 1)]).toEqual([NaN, 0, 0, 2]);
});
