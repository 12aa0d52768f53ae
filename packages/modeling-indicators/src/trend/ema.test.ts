import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ema } from './ema.ts';

describeIndicator(ema, { params: [20], lookback: 19, flat: (price) => price }, { describe, it });
describeIndicator(ema, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('starts from the mean of the first values, then moves 2 / (period + 1) of the way', () => {
  expect([...ema(Float64Array.of(1, 3, 5, 8), 3)]).toEqual([NaN, NaN, 3, 5.5]);
});

it('warms up again behind a NaN', () => {
  expect([...ema(Float64Array.of(1, 3, NaN, 2, 4, 9), 2)]).toEqual([NaN, 2, NaN, NaN, 3, 7]);
});
