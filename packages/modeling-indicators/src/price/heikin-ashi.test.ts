import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { heikinAshi } from './heikin-ashi.ts';

const flat = (price: number) => ({ open: price, high: price, low: price, close: price });
describeIndicator(heikinAshi, { params: [], lookback: 0, flat }, { describe, it });

it('opens in the middle of the last body, and closes at the mean of the four prices', () => {
  const bars = heikinAshi(Float64Array.of(2, 5), Float64Array.of(9, 9), Float64Array.of(1, 5), Float64Array.of(6, 9));
  expect([bars.open, bars.close].map((column) => [...column])).toEqual([
    [4, 4.25],
    [4.5, 7],
  ]);
});

it('reaches to its own open where that lies outside the bar', () => {
  const one = Float64Array.of(8, 2);
  const { low, high } = heikinAshi(one, one, one, one);
  expect([[...low], [...high]]).toEqual([
    [8, 2],
    [8, 8],
  ]);
});

it('begins anew behind a bar that is not known', () => {
  const high = Float64Array.of(8, NaN, 2);
  const other = Float64Array.of(8, 8, 2);
  expect([...heikinAshi(other, high, other, other).open]).toEqual([8, NaN, 2]);
});
