import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { tsf } from './tsf.ts';

describeIndicator(tsf, { params: [14], lookback: 13, flat: (price) => price }, { describe, it });
describeIndicator(tsf, { params: [2], lookback: 1, flat: (price) => price }, { describe, it });
describeIndicator(tsf, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('goes on with the line for one bar', () => {
  // 1 2 6: mean 3, slope 2.5; 2 6 1: mean 3, slope -0.5
  expect([...tsf(Float64Array.of(1, 2, 6, 1), 3)]).toEqual([NaN, NaN, 8, 2]);
});

it('knows the next value where values lie on a line', () => {
  expect([...tsf(Float64Array.of(1, 3, 5, 7), 3)]).toEqual([NaN, NaN, 7, 9]);
});
