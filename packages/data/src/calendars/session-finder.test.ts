import { expect, it } from 'vitest';
import { calendar } from './calendar.ts';
import { SessionFinder } from './session-finder.ts';

const finder = new SessionFinder(calendar('XNYS'), Date.UTC(2024, 6, 1), Date.UTC(2024, 6, 9));
const date = (index: number): string | undefined => finder.sessions[index]?.date;

it('finds the session that is on, and the last that has opened', () => {
  const [before, open, close] = [Date.UTC(2024, 6, 3, 13, 29), Date.UTC(2024, 6, 3, 13, 30), Date.UTC(2024, 6, 3, 17)];
  expect([before, open, close - 1, close].map((time) => date(finder.during(time)))).toEqual([
    undefined,
    '2024-07-03',
    '2024-07-03',
    undefined,
  ]);
  expect([before, open, close].map((time) => date(finder.before(time)))).toEqual([
    '2024-07-02',
    '2024-07-03',
    '2024-07-03',
  ]);
  expect(finder.before(Date.UTC(2024, 5, 1))).toBe(-1);
});

it('finds the session of a day by its midnight in UTC, its local midnight or a moment within', () => {
  const stamps = [Date.UTC(2024, 6, 3), Date.UTC(2024, 6, 3, 4), Date.UTC(2024, 6, 3, 15)];
  expect(stamps.map((time) => date(finder.ofDay(time)))).toEqual(['2024-07-03', '2024-07-03', '2024-07-03']);
  expect([Date.UTC(2024, 6, 4), Date.UTC(2024, 6, 3, 22)].map((time) => finder.ofDay(time))).toEqual([-1, -1]);
});

it('finds the last session of some days', () => {
  expect(date(finder.lastDated(Date.UTC(2024, 6, 3), Date.UTC(2024, 6, 5)))).toBe('2024-07-03');
  expect(finder.lastDated(Date.UTC(2024, 6, 6), Date.UTC(2024, 6, 8))).toBe(-1);
});
