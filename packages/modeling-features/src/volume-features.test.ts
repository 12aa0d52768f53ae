import { barSeries, type BarSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { obvSlope, relativeVolume, volumeImbalance, vwapDistance } from './volume-features.ts';

function market(opens: readonly number[], closes: readonly number[], volumes: readonly number[]): BarSeries {
  const [open, close, volume] = [opens, closes, volumes].map((column) => Float64Array.from(column));
  const high = close.map((value, i) => Math.max(value, open[i]));
  const low = close.map((value, i) => Math.min(value, open[i]));
  const time = close.map((_, i) => i * 3_600_000);
  return barSeries({ time, open, high, low, close, volume }, { instrument: 'VOLUME', timeframe: '1h' });
}

it('compares volume with the bars before it', () => {
  const bars = market([1, 1, 1], [1, 1, 1], [100, 300, 400]);
  expect([...relativeVolume(2).over(bars)]).toEqual([NaN, NaN, 2]);
});

it('weighs rising candles against falling ones', () => {
  const bars = market([1, 2, 2], [2, 1, 2], [300, 100, 50]);
  expect([...volumeImbalance(2).over(bars)]).toEqual([NaN, 200 / 400, -100 / 150]);
});

it('sees on-balance volume climb by a mean volume a bar where every bar closes higher', () => {
  const bars = market([1, 2, 3, 4], [2, 3, 4, 5], [100, 100, 100, 100]);
  expect(obvSlope(3).over(bars)[3]).toBeCloseTo(1, 12);
});

it('reads 0 where nothing was traded', () => {
  const bars = market([1, 2, 1], [2, 1, 2], [0, 0, 0]);
  expect([obvSlope(2).over(bars)[2], volumeImbalance(2).over(bars)[2]]).toEqual([0, 0]);
});

it('knows how far the close is from the average price paid', () => {
  const bars = market([10, 20], [10, 20], [100, 300]);
  expect(vwapDistance(2).over(bars)[1]).toBeCloseTo(20 / 17.5 - 1, 12);
});
