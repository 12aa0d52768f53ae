import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { htDcPeriod } from './ht-dc-period.ts';
import { htTrendline } from './ht-trendline.ts';

describeIndicator(htTrendline, { params: [], lookback: 63, flat: (price) => price }, { describe, it });

const trendline = (price: (row: number) => number): number =>
  htTrendline(Float64Array.from({ length: 300 }, (_, row) => price(row)))[299];

it('takes a wave out of the price', () => {
  for (const bars of [10, 20, 30])
    expect(Math.abs(trendline((row) => 100 + 5 * Math.sin((2 * Math.PI * row) / bars)) - 100)).toBeLessThan(0.1);
});

it('is late by half a period, and by one bar more, on a straight line', () => {
  const line = Float64Array.from({ length: 300 }, (_, row) => row);
  const expected = (htDcPeriod(line)[299] - 1) / 2 + (1 * 3 + 2 * 2 + 3 * 1) / 10;
  expect(Math.abs(299 - htTrendline(line)[299] - expected)).toBeLessThan(1); // the period is rounded, and changes
});
