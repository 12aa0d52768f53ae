import type { Timeframe } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { calendar, type CalendarName } from '../calendars/calendar.ts';
import { findGaps } from './gaps.ts';
import { FindingList } from './quality-report.ts';

function gaps(times: readonly number[], timeframe: Timeframe, name?: CalendarName): string[] {
  const found = new FindingList(100);
  const time = Float64Array.from(times);
  findGaps({ time, rows: undefined }, timeframe, name === undefined ? undefined : calendar(name), found);
  return found.sorted.map(({ kind, row, missing = 0, run = 0 }) => `${kind} ${row} ${missing + run}`);
}
/** Opens of every bar of the sessions from one date to another, as a feed without faults has them. */
function everyBar(name: CalendarName, step: number, from: number, to: number): number[] {
  return calendar(name)
    .sessions(from, to)
    .flatMap(({ open, breakStart = Infinity, breakEnd = -Infinity, close }) => {
      const opens: number[] = [];
      for (let t = open; t < close; t = t + step > breakStart && t < breakEnd ? breakEnd : t + step) {
        if (!(t >= breakStart && t < breakEnd)) opens.push(t);
      }
      return opens;
    });
}
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const [may, june] = [Date.UTC(2024, 4, 1), Date.UTC(2024, 5, 1)];

describe('against a calendar', () => {
  it.each<[CalendarName, number, Timeframe]>([
    ['XNYS', MINUTE, '1m'],
    ['XNYS', HOUR, '1h'], // seven a day, the last is half an hour
    ['XTKS', 5 * MINUTE, '5m'],
    ['XTKS', HOUR, '1h'], // the break cuts one short
    ['XHKG', 30 * MINUTE, '30m'],
    ['CME_EQUITY', HOUR, '1h'],
    ['24/7', 4 * HOUR, '4h'],
    ['24/5', HOUR, '1h'],
  ])('%s has no gap in bars of %d ms when there is none', (name, step, timeframe) => {
    const bars = everyBar(name, step, may, june);
    expect(gaps(bars, timeframe, name)).toEqual([]);
    expect(gaps(bars.toSpliced(40, 3), timeframe, name)).toEqual(['gap 40 3']);
  });

  it('nights, weekends, holidays and early closes are none', () => {
    const bars = everyBar('XNYS', MINUTE, Date.UTC(2024, 6, 2), Date.UTC(2024, 6, 9));
    expect(gaps(bars, '1m', 'XNYS')).toEqual([]);
    expect(gaps(bars, '1m').length).toBe(3);
  });

  it('counts a whole session that is missing', () => {
    const bars = everyBar('XNYS', MINUTE, Date.UTC(2024, 6, 8), Date.UTC(2024, 6, 11));
    expect(gaps(bars.toSpliced(390, 390), '1m', 'XNYS')).toEqual(['gap 390 390']);
  });

  it('takes bars on the clock as they come, also the one in which trading begins', () => {
    const onClock = [13, 14, 15, 16, 17, 18, 19].map((hour) => Date.UTC(2024, 4, 6, hour));
    const days = [0, 1, 2].flatMap((day) => onClock.map((time) => time + day * DAY));
    expect(gaps(days, '1h', 'XNYS')).toEqual([]);
    expect(gaps(days.toSpliced(8, 2), '1h', 'XNYS')).toEqual(['gap 8 2']);
  });

  it('takes four hours on the clock of a market that trades for 23, over a change of clocks', () => {
    const week: number[] = [];
    for (let t = Date.UTC(2024, 2, 5); t < Date.UTC(2024, 2, 14); t += 4 * HOUR) {
      const open = calendar('24/5').sessions(t, t + 4 * HOUR).length > 0;
      if (open) week.push(t);
    }
    expect(gaps(week, '4h', '24/5')).toEqual([]);
  });

  it('finds bars that leaked in from outside', () => {
    const bars = everyBar('XNYS', MINUTE, Date.UTC(2024, 6, 8), Date.UTC(2024, 6, 9));
    const close = bars.at(-1)! + MINUTE;
    expect(gaps([bars[0] - 2 * MINUTE, bars[0] - MINUTE, ...bars, close], '1m', 'XNYS')).toEqual([
      'session-leak 0 2',
      'session-leak 392 1',
    ]);
  });

  it.each([0, 4 * HOUR, 13.5 * HOUR])('days stamped %d ms after midnight UTC', (offset) => {
    const days = [2, 3, 5, 8, 9].map((day) => Date.UTC(2024, 6, day) + offset);
    expect(gaps(days, '1d', 'XNYS')).toEqual([]);
    expect(gaps(days.toSpliced(2, 1), '1d', 'XNYS')).toEqual(['gap 2 1']);
    expect(gaps(days.toSpliced(2, 0, Date.UTC(2024, 6, 4) + offset), '1d', 'XNYS')).toEqual(['session-leak 2 1']);
  });
});

describe('without one', () => {
  it.each<[Timeframe, number[], string[]]>([
    ['1d', [1, 2, 5, 6].map((day) => Date.UTC(2024, 6, day)), ['gap 2 2']],
    ['1w', [1, 8, 22].map((day) => Date.UTC(2024, 6, day)), ['gap 2 1']],
    ['1M', [0, 1, 2, 4].map((month) => Date.UTC(2024, month)), ['gap 3 1']],
    ['1Q', [0, 3, 6, 12].map((month) => Date.UTC(2024, month)), ['gap 3 1']],
    ['1d', [Date.UTC(2024, 2, 9, 5), Date.UTC(2024, 2, 10, 5), Date.UTC(2024, 2, 11, 4)], []], // a day of 23 hours
  ])('%s', (timeframe, times, expected) => {
    expect(gaps(times, timeframe)).toEqual(expected);
  });
});
