import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { linearRegIntercept } from './linear-reg-intercept.ts';

describeIndicator(linearRegIntercept, { params: [14], lookback: 13, flat: (price) => price }, { describe, it });
describeIndicator(linearRegIntercept, { params: [2], lookback: 1, flat: (price) => price }, { describe, it });
describeIndicator(linearRegIntercept, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('begins on the oldest bar of the window', () => {
  // 1 2 6: mean 3, slope 2.5; 2 6 1: mean 3, slope -0.5
  expect([...linearRegIntercept(Float64Array.of(1, 2, 6, 1), 3)]).toEqual([NaN, NaN, 0.5, 3.5]);
});

it('is the oldest value where values lie on a line', () => {
  expect([...linearRegIntercept(Float64Array.of(1, 3, 5, 7), 3)]).toEqual([NaN, NaN, 1, 3]);
});
