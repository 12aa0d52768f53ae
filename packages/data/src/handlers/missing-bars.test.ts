import { expect, it } from 'vitest';
import { calendar } from '../calendars/calendar.ts';
import { missingBars } from './missing-bars.ts';

const at = (text: string): number => Date.parse(`2024-${text}Z`);

it('counts whole bars between two moments where the market never closes', () => {
  expect(missingBars(0, 150_000, '1m', undefined)).toBe(2);
  expect(missingBars(at('01-01'), at('04-01'), '1M', undefined)).toBe(3);
  expect(missingBars(60_000, 60_000, '1m', undefined)).toBe(0);
});

it('counts the bars of sessions, the short last one among them', () => {
  expect(missingBars(at('07-03T16:30'), at('07-05T14:30'), '1h', calendar('XNYS'))).toBe(2);
});

it('counts sessions for days, and none over a weekend', () => {
  expect(missingBars(at('07-05T20:00'), at('07-08T13:30'), '1d', calendar('XNYS'))).toBe(0);
  expect(missingBars(at('07-05T20:00'), at('07-10T13:30'), '1d', calendar('XNYS'))).toBe(2);
});
