import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../bar.ts';
import { barSeries, barsOf, calendarCloseTimes, closeTimes, toBars, type BarSeries } from '../bar-series.ts';
import { floorTime, nextOpen, type BarFrame, type Timeframe } from '../timeframe.ts';
import { resampleBars } from './resample.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Bars at the given opens; bar i has open i, high i + 2, low i - 1, close i + 1 and volume 1. */
function barsAt(times: readonly number[], timeframe: BarFrame, closes?: readonly number[]): BarSeries {
  const bars = times.map((time, i): Bar => {
    const bar = { time, open: i, high: i + 2, low: i - 1, close: i + 1, volume: 1 };
    return closes === undefined ? bar : { ...bar, closeTime: closes[i] };
  });
  return barsOf(bars, { instrument: 'ES', timeframe, adjustment: 'splits' });
}

const steps = (count: number, step: number, start = 0): number[] =>
  Array.from({ length: count }, (_, i) => start + i * step);
const days = (...dates: string[]): number[] => dates.map((date) => Date.parse(date));

describe('resampleBars', () => {
  it('merges minutes to hours and carries their close times', () => {
    const hours = resampleBars(barsAt(steps(120, MINUTE), '1m'), '1h');
    expect(hours).toMatchObject({ symbol: 'ES', timeframe: '1h', adjustment: 'splits', length: 2 });
    expect(toBars(hours)).toEqual([
      { time: 0, open: 0, high: 61, low: -1, close: 60, volume: 60, closeTime: HOUR },
      { time: HOUR, open: 60, high: 121, low: 59, close: 120, volume: 60, closeTime: 2 * HOUR },
    ]);
  });

  it('leaves out a last hour that the data does not fill, unless asked to keep it', () => {
    const bars = barsAt(steps(119, MINUTE), '1m');
    expect(resampleBars(bars, '1h').length).toBe(1);
    const kept = resampleBars(bars, '1h', { partial: 'keep' });
    expect(toBars(kept)[1]).toMatchObject({ time: HOUR, close: 119, volume: 59, closeTime: 2 * HOUR });
  });

  it('keeps a first hour that begins late, under the open of its frame', () => {
    const hours = resampleBars(barsAt(steps(78, MINUTE, 42 * MINUTE), '1m'), '1h');
    expect(toBars(hours)[0]).toMatchObject({ time: 0, open: 0, volume: 18 });
  });

  it('gives no bar for a frame without bars', () => {
    const bars = barsAt([...steps(60, MINUTE), ...steps(60, MINUTE, 5 * HOUR)], '1m');
    expect([...resampleBars(bars, '1h').time]).toEqual([0, 5 * HOUR]);
  });

  it('makes nothing of nothing', () => {
    const none = resampleBars(barsAt([], '1m'), '1h');
    expect([none.length, none.closeTime?.length, none.timeframe]).toEqual([0, 0, '1h']);
  });

  it('begins weeks on Monday and months on their first day, before 1970 too', () => {
    const bars = barsAt(steps(70, DAY, Date.UTC(1969, 10, 1)), '1d');
    const weeks = [...resampleBars(bars, '1w').time].map((time) => new Date(time).getUTCDay());
    expect(new Set(weeks)).toEqual(new Set([1]));
    const months = resampleBars(bars, '1M');
    expect([...months.time]).toEqual(days('1969-11-01', '1969-12-01'));
    expect(months.closeTime && [...months.closeTime]).toEqual(days('1969-12-01', '1970-01-01'));
    expect([...months.volume]).toEqual([30, 31]);
  });

  it('knows February of a leap year', () => {
    const bars = barsAt(steps(60, DAY, Date.UTC(2024, 0, 1)), '1d');
    expect([...resampleBars(bars, '1M').volume]).toEqual([31, 29]);
  });

  it('makes quarters and years of months', () => {
    const time = Float64Array.from({ length: 15 }, (_, i) => Date.UTC(2023, i));
    const price = new Float64Array(15).fill(1);
    const columns = {
      time,
      open: price,
      high: price,
      low: price,
      close: price,
      closeTime: calendarCloseTimes(time, '1M'),
    };
    const months = barSeries(columns, { instrument: 'ES', timeframe: '1M' });
    expect([...resampleBars(months, '1Q').time]).toEqual(
      days('2023-01-01', '2023-04-01', '2023-07-01', '2023-10-01', '2024-01-01'),
    );
    expect([...resampleBars(months, '1Y').time]).toEqual(days('2023-01-01'));
  });

  it('drops extra columns: nothing says how to merge them', () => {
    const bars = { ...barsAt(steps(120, MINUTE), '1m'), extra: { vwap: new Float64Array(120) } };
    expect(resampleBars(bars, '1h').extra).toEqual({});
  });

  it('has an hour end with a bar that reaches over its end, and the next one begin there', () => {
    const halves = barsAt(steps(6, HOUR, HOUR / 2), '1h'); // 00:30, 01:30 …
    const merged = resampleBars(halves, '2h', { partial: 'keep' });
    expect([...merged.time]).toEqual([0, 2.5 * HOUR, 4.5 * HOUR]);
    expect(merged.closeTime && [...merged.closeTime]).toEqual([2.5 * HOUR, 4.5 * HOUR, 6.5 * HOUR]);
  });

  it('takes days that begin at midnight in New York to months in UTC without a look at the next month', () => {
    const bars = barsAt(steps(60, DAY, Date.UTC(2024, 0, 1, 5)), '1d');
    const months = resampleBars(bars, '1M');
    expect(months.closeTime && [...months.closeTime]).toEqual([Date.UTC(2024, 1, 1, 5), Date.UTC(2024, 2, 1, 5)]);
    expect([...months.time]).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1, 5)]);
  });

  it('takes bars of irregular length by their close times', () => {
    const opens = [0, 10, 50, 70, 200].map((minute) => minute * MINUTE);
    const closes = [10, 50, 65, 190, 201].map((minute) => minute * MINUTE);
    const hours = resampleBars(barsAt(opens, 'irregular', closes), '1h', { partial: 'keep' });
    expect([...hours.time]).toEqual([0, 65 * MINUTE, 190 * MINUTE]);
    expect(hours.closeTime && [...hours.closeTime]).toEqual([65 * MINUTE, 190 * MINUTE, 4 * HOUR]);
    expect([...hours.close]).toEqual([3, 4, 5]);
  });

  it.each<[Timeframe, Timeframe, string]>([
    ['1h', '1h', 'NOT_COARSER'],
    ['1h', '60m', 'NOT_COARSER'],
    ['1h', '30m', 'NOT_COARSER'],
    ['45m', '1h', 'NOT_A_MULTIPLE'],
    ['7h', '1M', 'NOT_A_MULTIPLE'],
    ['1w', '1M', 'NOT_A_MULTIPLE'],
    ['1h', '1x' as Timeframe, 'INVALID_TIMEFRAME'],
  ])('refuses %s to %s', (from, to, code) => {
    expect(() => resampleBars(barsAt([], from), to)).toThrow(expect.objectContaining({ code }));
  });

  it.each<[Timeframe, Timeframe, string]>([
    ['1M', '8w', 'NOT_A_MULTIPLE'],
    ['2M', '1Q', 'NOT_A_MULTIPLE'],
    ['1Y', '1Q', 'NOT_COARSER'],
  ])('refuses %s, whose length varies, to %s', (from, to, code) => {
    const bars = barsAt([0], from, [nextOpen(from, 0)]);
    expect(() => resampleBars(bars, to)).toThrow(expect.objectContaining({ code, where: 'ES' }));
  });

  const gaps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 80 });
  const coarse = fc.constantFrom<Timeframe>('5m', '1h', '4h', '1d', '1w', '1M');

  it('is a valid series whose every bar holds what its frame held, and no more than was known', () => {
    fc.assert(
      fc.property(gaps, coarse, fc.integer({ min: -1e6, max: 1e6 }), (minutes, timeframe, start) => {
        let time = start * MINUTE;
        const bars = barsAt(
          minutes.map((gap) => (time += gap * MINUTE)),
          '1m',
        );
        const merged = resampleBars(bars, timeframe, { partial: 'keep' });
        expect(() => barSeries(merged, merged)).not.toThrow();
        const frames = new Map<number, Bar[]>();
        for (const bar of toBars(bars)) {
          const frame = floorTime(timeframe, bar.time);
          frames.set(frame, [...(frames.get(frame) ?? []), bar]);
        }
        expect([...merged.time]).toEqual([...frames.keys()]);
        expect([...merged.volume]).toEqual([...frames.values()].map((inside) => inside.length));
        expect([...merged.close]).toEqual([...frames.values()].map((inside) => inside.at(-1)!.close));
        const ends = closeTimes(merged);
        [...frames.values()].forEach((inside, g) =>
          expect(ends[g]).toBeGreaterThanOrEqual(inside.at(-1)!.time + MINUTE),
        );
      }),
    );
  });

  it('gives the same in two steps as in one', () => {
    fc.assert(
      fc.property(gaps, (minutes) => {
        let time = 0;
        const bars = barsAt(
          minutes.map((gap) => (time += gap * MINUTE)),
          '1m',
        );
        const partial = { partial: 'keep' } as const;
        const twice = resampleBars(resampleBars(bars, '1h', partial), '1d', partial);
        expect(toBars(twice)).toEqual(toBars(resampleBars(bars, '1d', partial)));
      }),
    );
  });
});
