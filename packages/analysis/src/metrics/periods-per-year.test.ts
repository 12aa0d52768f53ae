import { expect, it } from 'vitest';
import { periodsPerYear } from './periods-per-year.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2024, 0, 1);
const days = (count: number, trades: (weekday: number) => boolean): number[] =>
  Array.from({ length: count }, (_, i) => MONDAY + i * DAY).filter((time) => trades(new Date(time).getUTCDay()));
const weekdays = days(400, (weekday) => weekday !== 0 && weekday !== 6);
const perYear = (times: number[]): number | undefined => periodsPerYear(Float64Array.from(times))?.periodsPerYear;

it('daily bars of an exchange make 252, those of a market that never closes 365', () => {
  expect(perYear(weekdays.map((time) => time + DAY))).toBe(252);
  expect(perYear(days(400, () => true).map((time) => time + DAY))).toBe(365);
});

it('weeks, months, quarters and years are seen', () => {
  const every = (months: number): number[] => Array.from({ length: 9 }, (_, i) => Date.UTC(2020, i * months));
  expect([
    perYear(weekdays.filter((_, i) => i % 5 === 4)),
    perYear(every(1)),
    perYear(every(3)),
    perYear(every(12)),
  ]).toEqual([52, 12, 4, 1]);
});

it('hourly bars count the bars of a session: seven a day on exchange days', () => {
  expect(perYear(weekdays.flatMap((day) => Array.from({ length: 7 }, (_, i) => day + (15 + i) * HOUR)))).toBe(7 * 252);
});

it('hourly bars round the clock make 8,760', () => {
  expect(
    perYear(days(60, () => true).flatMap((day) => Array.from({ length: 24 }, (_, i) => day + (i + 1) * HOUR))),
  ).toBe(8_760);
});

it('holidays and holes do not change it', () => {
  expect(perYear(weekdays.filter((_, i) => i % 9 !== 0).map((time) => time + DAY))).toBe(252);
});

it('one value shows nothing', () => {
  expect(periodsPerYear(Float64Array.of(1))).toBeUndefined();
});
