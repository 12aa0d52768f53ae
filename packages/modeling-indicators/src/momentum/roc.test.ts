import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { roc } from './roc.ts';

describeIndicator(roc, { params: [10], lookback: 10, flat: () => 0 }, { describe, it });
describeIndicator(roc, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

it('is the change in percent of the old value', () => {
  expect([...roc(Float64Array.of(4, 8, 6, 2, -3), 2)]).toEqual([NaN, NaN, 50, -75, -150]);
});

it('reads 0 where there is nothing to divide by', () => {
  expect([...roc(Float64Array.of(0, 0, 3, 6), 1)]).toEqual([NaN, 0, 0, 100]);
});
