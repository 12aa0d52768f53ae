import { expect, it } from 'vitest';
import { barSeries, barsOf, toBars } from '../bar-series.ts';
import { mergeBars } from './merge.ts';

const bar = (time: number, price: number): Parameters<typeof barsOf>[0][number] => ({
  time,
  open: price,
  high: price + 1,
  low: price - 1,
  close: price,
  volume: 1,
});
const groups = {
  starts: Int32Array.of(0, 2),
  opens: Float64Array.of(0, 150_000),
  ends: Float64Array.of(150_000, 300_000),
};
const minutes = barsOf(
  [0, 60_000, 180_000, 240_000].map((time, i) => bar(time, 10 + i)),
  {
    instrument: 'ES',
    timeframe: '1m',
  },
);

it('merges the bars of each group under the frame it is given', () => {
  expect(toBars(mergeBars(minutes, groups, '150s'))).toEqual([
    { time: 0, open: 10, high: 12, low: 9, close: 11, volume: 2, closeTime: 150_000 },
    { time: 150_000, open: 12, high: 14, low: 11, close: 13, volume: 2, closeTime: 300_000 },
  ]);
});

it('leaves out a last group that the data does not fill, unless asked to keep it', () => {
  const later = { ...groups, ends: Float64Array.of(150_000, 300_001) };
  expect(mergeBars(minutes, later, '150s').length).toBe(1);
  expect(mergeBars(minutes, later, '150s', { partial: 'keep' }).length).toBe(2);
});

it('ends a frame with the bar that reaches over its end', () => {
  const early = { ...groups, opens: Float64Array.of(0, 100_000), ends: Float64Array.of(100_000, 300_000) };
  const merged = mergeBars(minutes, early, 'irregular');
  expect([...merged.time]).toEqual([0, 120_000]);
  expect(() => barSeries(merged, merged)).not.toThrow();
});
