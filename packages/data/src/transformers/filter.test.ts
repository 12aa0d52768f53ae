import { barsOf, type Bar, type BarSeries } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { marketCalendar } from '../calendars/market-calendar.ts';
import { dropOutliers, maskOutliers, sessionHours } from './filter.ts';
import { hampel, medianDeviation } from './outliers.ts';

const HOUR = 3_600_000;
const start = Date.UTC(2024, 0, 2);

function hourly(closes: readonly number[]): BarSeries {
  const bars = closes.map((close, i): Bar => {
    return { time: start + i * HOUR, open: close, high: close, low: close, close, volume: i };
  });
  return {
    ...barsOf(bars, { instrument: 'ES', timeframe: '1h' }),
    extra: { row: Float64Array.from(closes, (_, i) => i) },
  };
}

it('keeps the bars that open while the market trades: from the open on, without the close and the break', () => {
  const hours = [{ open: '09:00', close: '16:00', breakStart: '12:00', breakEnd: '13:00' }];
  const calendar = marketCalendar({ name: 'X', timeZone: 'UTC', years: [2023, 2025], hours });
  const kept = sessionHours(calendar).apply(hourly(Array.from({ length: 30 }, () => 1)));
  expect([...kept.extra.row]).toEqual([9, 10, 11, 13, 14, 15]);
});

it('drops the bars that a detector flags, with their other columns', () => {
  const bars = hourly([1, 2, 1, 2, 90, 1]);
  const kept = dropOutliers(hampel({ window: 5 })).apply(bars);
  expect([[...kept.close], [...kept.extra.row]]).toEqual([
    [1, 2, 1, 2, 1],
    [0, 1, 2, 3, 5],
  ]);
  expect(dropOutliers(hampel({ window: 5 }), { column: 'row' }).apply(bars)).toBe(bars);
});

it('is as causal as its detector', () => {
  expect(dropOutliers(hampel({ window: 5 })).causal).toBe(true);
  expect(dropOutliers(hampel({ window: 5, centered: true })).causal).toBe(false);
  expect(maskOutliers(medianDeviation()).causal).toBe(false);
});

it('names a column that is not there', () => {
  expect(() => dropOutliers(medianDeviation(), { column: 'clsoe' }).apply(hourly([1]))).toThrow(
    expect.objectContaining({ code: 'COLUMN_MISSING', column: 'clsoe' }),
  );
});
