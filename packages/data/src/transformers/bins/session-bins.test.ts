import { expect, it } from 'vitest';
import { calendar } from '../../calendars/calendar.ts';
import type { Bins } from './bins.ts';
import { SessionBins, SessionCalendarBins } from './session-bins.ts';

const HOUR = 3_600_000;

function edges(bins: Bins, time: string): string | undefined {
  const bin = bins.at(Date.parse(time));
  if (bin === undefined) return undefined;
  return [bin.start, bin.end].map((edge) => new Date(edge).toISOString().slice(5, 16)).join(' ');
}

it('follows the session: early closes cut a bin short, nights belong to none', () => {
  const hours = new SessionBins(HOUR, calendar('XNYS'));
  expect(edges(hours, '2024-07-03T16:45Z')).toBe('07-03T16:30 07-03T17:00');
  expect(edges(hours, '2024-07-03T17:00Z')).toBeUndefined();
  expect(hours.from(Date.UTC(2024, 6, 3, 17))?.session).toBe('2024-07-05');
});

it('ends before a break and begins anew after it', () => {
  const hours = new SessionBins(HOUR, calendar('XTKS'));
  expect(edges(hours, '2024-06-03T02:10Z')).toBe('06-03T02:00 06-03T02:30');
  expect(edges(hours, '2024-06-03T03:00Z')).toBeUndefined();
  expect(edges(hours, '2024-06-03T03:30Z')).toBe('06-03T03:30 06-03T04:30');
});

it('answers for times in any order', () => {
  const hours = new SessionBins(HOUR, calendar('XNYS'));
  const later = edges(hours, '2024-07-05T14:00Z');
  expect(edges(hours, '2020-03-02T15:00Z')).toBe('03-02T14:30 03-02T15:30');
  expect(edges(hours, '2024-07-05T14:00Z')).toBe(later);
});

it('names a session of futures by the day on which it ends, and counts its week by that day', () => {
  const days = new SessionCalendarBins('1d', calendar('CME_EQUITY'));
  expect(days.at(Date.UTC(2024, 2, 10, 22, 30))?.session).toBe('2024-03-11'); // Sunday evening in Chicago
  const weeks = new SessionCalendarBins('1w', calendar('CME_EQUITY'));
  expect(edges(weeks, '2024-03-10T22:30Z')).toBe('03-10T22:00 03-15T21:00');
  expect(weeks.from(Date.UTC(2024, 2, 15, 21))?.start).toBe(Date.UTC(2024, 2, 17, 22));
});

it('ends where the market never opens again', () => {
  const never = { name: 'X', timeZone: 'UTC', sessions: () => [], isOpen: () => false };
  expect(new SessionBins(HOUR, never).from(0)).toBeUndefined();
  expect(new SessionCalendarBins('1w', never).at(0)).toBeUndefined();
});
