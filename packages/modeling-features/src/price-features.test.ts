import { barSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { closeBars } from '../fixtures/walk-bars.ts';
import * as price from './price-features.ts';

it('takes returns over so many bars', () => {
  expect([...price.simpleReturn(2).over(closeBars(100, 110, 121))]).toEqual([NaN, NaN, 121 / 100 - 1]);
  expect([...price.logReturn(1).over(closeBars(100, 110))]).toEqual([NaN, Math.log(1.1)]);
});

const candle = barSeries(
  {
    time: Float64Array.of(0, 3_600_000),
    open: Float64Array.of(10, 12),
    high: Float64Array.of(14, 12),
    low: Float64Array.of(6, 12),
    close: Float64Array.of(12, 12),
  },
  { instrument: 'CANDLE', timeframe: '1h' },
);

it.each([
  ['body', price.body(), 2 / 8],
  ['upper shadow', price.upperShadow(), 2 / 8],
  ['lower shadow', price.lowerShadow(), 4 / 8],
  ['close location', price.closeLocation(), 4 / 8],
])('reads the %s in its range, and 0 of a bar without any', (_, feature, part) => {
  expect([...feature.over(candle)]).toEqual([part, 0]);
});

it('measures range and gap against prices', () => {
  expect([...price.barRange().over(candle)]).toEqual([8 / 12, 0]);
  expect([...price.gap().over(candle)]).toEqual([NaN, 0]);
});

it('knows how far the close is below the high of the window', () => {
  expect([...price.drawdownFromHigh(2).over(closeBars(100, 80, 60, 90))]).toEqual([NaN, 80 / 100 - 1, 60 / 80 - 1, 0]);
});

it('knows the moments of returns', () => {
  const bars = closeBars(100, 101, 102.01, 103.0301);
  expect(price.returnMoment('mean', 3).over(bars)[3]).toBeCloseTo(0.01, 14);
  expect(price.returnMoment('deviation', 3).over(bars)[3]).toBeCloseTo(0, 8);
});

it('has no return where a price is not known', () => {
  const bars = closeBars(100, 110, 121, 110);
  bars.close[1] = NaN;
  expect([...price.simpleReturn(1).over(bars)]).toEqual([NaN, NaN, NaN, 110 / 121 - 1]);
});
