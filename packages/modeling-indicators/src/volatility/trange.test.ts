import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { trange } from './trange.ts';

describeIndicator(trange, { params: [], lookback: 1, flat: () => 0 }, { describe, it });

it('is the range of the bar, stretched to the previous close', () => {
  const high = Float64Array.of(12, 12, 12, 12);
  const low = Float64Array.of(10, 10, 10, 10);
  expect([...trange(high, low, Float64Array.of(11, 9, 15, 11))]).toEqual([NaN, 2, 3, 5]);
});

it('knows neither the bar with a NaN nor the next, which has no previous close', () => {
  const one = Float64Array.of(2, 2, 2, 2);
  expect([...trange(one, Float64Array.of(1, NaN, 1, 1), one)]).toEqual([NaN, NaN, NaN, 1]);
});
