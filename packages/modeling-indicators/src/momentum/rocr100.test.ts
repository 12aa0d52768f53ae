import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { rocr100 } from './rocr100.ts';

describeIndicator(rocr100, { params: [10], lookback: 10, flat: () => 100 }, { describe, it });
describeIndicator(rocr100, { params: [1], lookback: 1, flat: () => 100 }, { describe, it });

it('is the value by the old one, in percent', () => {
  expect([...rocr100(Float64Array.of(4, 8, 6, 2, -3), 2)]).toEqual([NaN, NaN, 150, 25, -50]);
});

it('reads 0 where there is nothing to divide by', () => {
  expect([...rocr100(Float64Array.of(0, 0, 3, 6), 1)]).toEqual([NaN, 0, 0, 200]);
});
