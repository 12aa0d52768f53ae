import { barsOf, type Bar, type DataFinding } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { calendar } from '../calendars/calendar.ts';
import { syntheticBars } from '../sources/synthetic.ts';
import { describeBars } from './describe-bars.ts';

const DAY = 86_400_000;
const bar = (day: number, more: Partial<Bar> = {}): Bar => ({
  time: day * DAY,
  open: 10 + day,
  high: 20 + day,
  low: 5,
  close: 12 + day,
  volume: 100,
  ...more,
});
const findings = (bars: readonly Bar[]): readonly DataFinding[] =>
  describeBars(barsOf(bars, { instrument: 'X', timeframe: '1d' }), { source: 'x' }).findings;

it('counts rows and bars, and says from when to when', () => {
  const report = describeBars(syntheticBars({ bars: 3, start: 0 }), { source: 'made', rows: 5 });
  expect(report).toEqual({ source: 'made', rows: 5, bars: 3, from: 0, to: 2 * DAY, findings: [] });
});

it('has no first and last bar without bars', () => {
  expect(describeBars(syntheticBars({ bars: 0 }), { source: 'none' })).toMatchObject({
    bars: 0,
    from: null,
    to: null,
    findings: [],
  });
});

it('keeps what the source found itself, first', () => {
  const own = { code: 'ROWS_DROPPED', what: 'rows without a price were dropped', count: 1 };
  expect(describeBars(syntheticBars({ bars: 3 }), { source: 'x', findings: [own] }).findings).toEqual([own]);
});

it('counts gaps, names the longest, and admits that a weekend looks like one', () => {
  const [gaps] = findings([0, 1, 2, 5, 6, 7, 8, 12].map((day) => bar(day)));
  expect(gaps).toMatchObject({ code: 'GAPS', count: 2, where: 'bar 7' });
  expect(gaps?.what).toContain(
    '2 of 7 distances between bars are longer than usual, the longest 4 days from 1970-01-09',
  );
  expect(gaps?.what).toContain('weekends');
});

it('with a calendar counts what is missing, and what is there without a session', () => {
  const days = [2, 3, 4, 5, 8, 10].map((day) => bar(day, { time: Date.UTC(2024, 6, day) })); // the fourth is a holiday
  const series = barsOf(days, { instrument: 'X', timeframe: '1d' });
  const report = describeBars(series, { source: 'x', calendar: calendar('XNYS') });
  expect(report.findings).toMatchObject([
    { code: 'GAPS', count: 1, where: 'bar 5', what: '1 bars of XNYS sessions are missing, in 1 places' },
    { code: 'OUTSIDE_SESSIONS', count: 1, where: 'bar 2' },
  ]);
});

it('counts bars in which nothing was traded, not those whose volume is unknown', () => {
  const bars = [bar(0), bar(1, { volume: 0 }), bar(2, { volume: NaN }), bar(3, { volume: 0 })];
  expect(findings(bars)).toMatchObject([{ code: 'ZERO_VOLUME', count: 2, where: 'bar 1' }]);
});

it('counts runs of five or more bars with the same four prices', () => {
  const still = { open: 9, high: 20, close: 12 };
  const bars = [
    bar(0),
    ...[1, 2, 3, 4, 5, 6].map((day) => bar(day, still)),
    bar(7),
    ...[8, 9, 10, 11].map((day) => bar(day, still)),
  ];
  expect(findings(bars)).toMatchObject([{ code: 'STALE_PRICES', count: 6, where: 'bar 1' }]);
});

it('finds a run that lasts to the end', () => {
  const bars = [bar(0), ...[1, 2, 3, 4, 5].map((day) => bar(day, { open: 9, high: 20, close: 12 }))];
  expect(findings(bars)).toMatchObject([{ code: 'STALE_PRICES', count: 5 }]);
});
