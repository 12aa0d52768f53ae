import { barsOf, type BarSeries, type Timeframe } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { calendar, type CalendarName } from './calendar.ts';
import { withCloseTimes } from './close-times.ts';

const barsAt = (timeframe: Timeframe, ...times: number[]): BarSeries =>
  barsOf(
    times.map((time) => ({ time, open: 1, high: 2, low: 1, close: 2, volume: 5 })),
    { instrument: 'X', timeframe },
  );
const closes = (name: CalendarName, timeframe: Timeframe, ...times: string[]): string[] => {
  const bars = barsAt(timeframe, ...times.map((time) => Date.parse(time)));
  const { closeTime } = withCloseTimes(bars, calendar(name));
  return [...closeTime!].map((time) => new Date(time).toISOString().slice(0, 16));
};

describe('daily bars close with their session', () => {
  it.each<[string, CalendarName, string, string]>([
    ['stamped with midnight UTC', 'XNYS', '2024-07-02T00:00Z', '2024-07-02T20:00'],
    ['stamped with local midnight', 'XNYS', '2024-07-02T04:00Z', '2024-07-02T20:00'],
    ['stamped with the open', 'XNYS', '2024-07-02T13:30Z', '2024-07-02T20:00'],
    ['on an early close', 'XNYS', '2024-07-03T00:00Z', '2024-07-03T17:00'],
    ['in Tokyo, whose open is midnight UTC', 'XTKS', '2024-11-05T00:00Z', '2024-11-05T06:30'],
    ['in Tokyo by local midnight', 'XTKS', '2024-11-04T15:00Z', '2024-11-05T06:30'],
    ['in London in summer by local midnight', 'XLON', '2024-07-01T23:00Z', '2024-07-02T15:30'],
    ['of futures that open on the evening before', 'CME_EQUITY', '2024-01-08T00:00Z', '2024-01-08T22:00'],
    ['of futures by their open', 'CME_EQUITY', '2024-01-07T23:00Z', '2024-01-08T22:00'],
    ['of currencies', '24/5', '2024-01-08T00:00Z', '2024-01-08T22:00'],
    ['of crypto', '24/7', '2024-01-06T00:00Z', '2024-01-07T00:00'],
  ])('%s', (_, name, time, close) => {
    expect(closes(name, '1d', time)).toEqual([close]);
  });
});

it('weeks and months close with their last session', () => {
  expect(closes('XNYS', '1w', '2024-03-25T00:00Z', '2024-04-01T00:00Z')).toEqual([
    '2024-03-28T20:00',
    '2024-04-05T20:00',
  ]);
  expect(closes('XNYS', '3d', '2024-07-02T00:00Z')).toEqual(['2024-07-03T17:00']);
  const monthly = barsOf(
    [{ time: Date.UTC(2024, 2, 1), open: 1, high: 2, low: 1, close: 2, volume: 5, closeTime: Date.UTC(2024, 3, 1) }],
    { instrument: 'X', timeframe: '1M' },
  );
  expect(withCloseTimes(monthly, calendar('XNYS')).closeTime).toEqual(Float64Array.of(Date.UTC(2024, 2, 28, 20)));
});

it('a bar within a session ends with it, or with its break', () => {
  const hours = ['2024-07-03T13:30Z', '2024-07-03T14:30Z', '2024-07-03T16:30Z'];
  expect(closes('XNYS', '1h', ...hours)).toEqual(['2024-07-03T14:30', '2024-07-03T15:30', '2024-07-03T17:00']);
  expect(closes('XTKS', '1h', '2024-07-03T02:00Z', '2024-07-03T03:30Z')).toEqual([
    '2024-07-03T02:30',
    '2024-07-03T04:30',
  ]);
});

it('a bar outside of sessions ends when its time is over, one across an open too', () => {
  const hours = ['2024-07-03T11:00Z', '2024-07-03T13:00Z', '2024-07-03T20:00Z'];
  expect(closes('XNYS', '1h', ...hours)).toEqual(['2024-07-03T12:00', '2024-07-03T14:00', '2024-07-03T21:00']);
});

it('refuses a day without a session, and bars without a length', () => {
  expect(() => closes('XNYS', '1d', '2024-07-04T00:00Z')).toThrow(
    expect.objectContaining({ code: 'OUTSIDE_SESSIONS', where: 'X, bar 0' }),
  );
  const ticks = barsOf([{ time: 0, open: 1, high: 1, low: 1, close: 1, volume: 1, closeTime: 5 }], {
    instrument: 'X',
    timeframe: 'irregular',
  });
  expect(() => withCloseTimes(ticks, calendar('24/7'))).toThrow(
    expect.objectContaining({ code: 'TIMEFRAME_UNSUPPORTED' }),
  );
});

it('refuses two daily bars of one session, and leaves none alone', () => {
  expect(() => closes('XNYS', '1d', '2024-07-02T00:00Z', '2024-07-02T13:30Z', '2024-07-03T13:30Z')).toThrow(
    expect.objectContaining({ code: 'BAD_CLOSE_TIME' }),
  );
  expect(withCloseTimes(barsAt('1d'), calendar('XNYS')).length).toBe(0);
});
