import { afterEach, expect, it } from 'vitest';
import { barSeries } from './bar-series.ts';
import { canShare, shareBars } from './share-bars.ts';

const page = globalThis as { crossOriginIsolated?: boolean };
const price = Float64Array.of(1, 2);
const columns = { time: Float64Array.of(0, 60_000), open: price, high: price, low: price, close: price };
const extra = { vwap: Float64Array.of(3, 4) };
const bars = barSeries({ ...columns, closeTime: Float64Array.of(60_000, 120_000), extra }, { instrument: 'ES' });

afterEach(() => {
  delete page.crossOriginIsolated;
});

it('has the same values in memory that workers see', () => {
  const shared = shareBars(bars);
  expect(shared).toEqual(bars);
  const { time, open, high, low, close, volume, closeTime } = shared;
  for (const column of [time, open, high, low, close, volume, closeTime, shared.extra['vwap']]) {
    expect(column?.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
});

it('leaves columns that are shared already where they are', () => {
  const shared = shareBars(bars);
  expect(shareBars(shared).close).toBe(shared.close);
});

it('does without close times where there are none', () => {
  expect(shareBars(barSeries(columns, { instrument: 'ES' })).closeTime).toBeUndefined();
});

it('can share in a page that is isolated, and not in one that is not', () => {
  page.crossOriginIsolated = true;
  expect(canShare()).toBe(true);
  page.crossOriginIsolated = false;
  expect(canShare()).toBe(false);
  expect(() => shareBars(bars)).toThrow(expect.objectContaining({ code: 'SHARING_UNAVAILABLE' }));
});
