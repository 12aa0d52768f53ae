import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { linearReg } from './linear-reg.ts';

describeIndicator(linearReg, { params: [14], lookback: 13, flat: (price) => price }, { describe, it });
describeIndicator(linearReg, { params: [2], lookback: 1, flat: (price) => price }, { describe, it });
describeIndicator(linearReg, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('ends on a line that runs through the middle of the window', () => {
  // 1 2 6: mean 3, slope 2.5; 2 6 1: mean 3, slope -0.5
  expect([...linearReg(Float64Array.of(1, 2, 6, 1), 3)]).toEqual([NaN, NaN, 5.5, 2.5]);
});

it('is the value itself where values lie on a line', () => {
  expect([...linearReg(Float64Array.of(1, 3, 5, 7), 3)]).toEqual([NaN, NaN, 5, 7]);
});
