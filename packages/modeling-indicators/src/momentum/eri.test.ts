import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { eri } from './eri.ts';

describeIndicator(eri, { params: [13], lookback: 12, flat: () => ({ bull: 0, bear: 0 }) }, { describe, it });
describeIndicator(eri, { params: [1], lookback: 0, flat: () => ({ bull: 0, bear: 0 }) }, { describe, it });

it('measures the extremes of the bar from the average close', () => {
  // the EMA of 2 of the closes is 3, then 3 + (9 - 3) * 2 / 3
  const { bull, bear } = eri(Float64Array.of(3, 5, 9), Float64Array.of(1, 3, 6), Float64Array.of(2, 4, 9), 2);
  expect([...bull]).toEqual([NaN, 2, 2]);
  expect([...bear]).toEqual([NaN, 0, -1]);
});

it('starts anew behind a bar of which only the low is unknown', () => {
  const { bull } = eri(Float64Array.of(3, 5, 9), Float64Array.of(1, NaN, 6), Float64Array.of(2, 4, 9), 2);
  expect([...bull]).toEqual([NaN, NaN, NaN]);
});
