import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htTrendMode } from './ht-trend-mode.ts';

describeIndicator(htTrendMode, { params: [], lookback: 63, flat: () => 1 }, { describe, it });

const modes = (price: (row: number) => number): Set<number> =>
  new Set(htTrendMode(Float64Array.from({ length: 300 }, (_, row) => price(row))).subarray(150));

it('is a cycle on a wave, however long', () => {
  for (const bars of [12, 20, 40])
    expect(modes((row) => 100 + Math.sin((2 * Math.PI * row) / bars))).toEqual(new Set([0]));
});

it('is a trend on a straight line', () => {
  expect(modes((row) => 100 + row)).toEqual(new Set([1]));
});

it('is a trend on a wave too where that leads 1.5 % away from the trendline', () => {
  expect(modes((row) => 100 + 10 * Math.sin((2 * Math.PI * row) / 20))).toEqual(new Set([0, 1]));
});
