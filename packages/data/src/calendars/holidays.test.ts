import { expect, it } from 'vitest';
import * as days from './holidays.ts';

const dates = (rule: days.DayRule, ...years: number[]): string[] =>
  years.flatMap((year) => rule(year).map((day) => new Date(day).toISOString().slice(0, 10)));

it('finds Easter Sunday', () => {
  // The earliest and the latest that there can be, and some between.
  const known = ['1818-03-22', '1943-04-25', '2000-04-23', '2024-03-31', '2025-04-20', '2038-04-25', '2285-03-22'];
  const found = known.map((date) => days.easterSunday(Number(date.slice(0, 4))));
  expect(found.map((day) => new Date(day).toISOString().slice(0, 10))).toEqual(known);
});

it('counts weekdays of a month from its start and from its end', () => {
  expect(dates(days.nth(3, days.MONDAY, 1), 2024, 2025)).toEqual(['2024-01-15', '2025-01-20']);
  expect(dates(days.nth(1, days.MONDAY, 9), 2025)).toEqual(['2025-09-01']);
  expect(dates(days.nth(-1, days.MONDAY, 5), 2021, 2024)).toEqual(['2021-05-31', '2024-05-27']);
  expect(dates(days.nth(-2, days.FRIDAY, 12), 2024)).toEqual(['2024-12-20']);
});

it('moves a weekend as its market does', () => {
  const [saturday, sunday, monday] = ['2022-01-01', '2023-01-01', '2024-01-01'].map((date) => Date.parse(date));
  const kept = (observed: days.Observance): string[] =>
    [saturday, sunday, monday].map((day) => new Date(observed(day)).toISOString().slice(0, 10));
  expect(kept(days.sundayToMonday)).toEqual(['2022-01-01', '2023-01-02', '2024-01-01']);
  expect(kept(days.weekendToMonday)).toEqual(['2022-01-03', '2023-01-02', '2024-01-01']);
  expect(kept(days.nearestWeekday)).toEqual(['2021-12-31', '2023-01-02', '2024-01-01']);
  expect(kept(days.fridayBefore)).toEqual(['2021-12-31', '2022-12-30', '2024-01-01']);
});

it('holds rules in their years, and on their weekdays', () => {
  const rule = days.between(2021, 2022, days.on(7, 3));
  expect(dates(rule, 2020, 2021, 2022, 2023)).toEqual(['2021-07-03', '2022-07-03']);
  expect(dates(days.since(2022, rule), 2021, 2022)).toEqual(['2022-07-03']);
  expect(dates(days.ifOn([days.SUNDAY], rule), 2021, 2022)).toEqual(['2022-07-03']);
  expect(dates(days.shifted(rule, -3), 2021)).toEqual(['2021-06-30']);
});

it('knows weekdays before 1970 too', () => {
  expect(['1969-07-20', '1970-01-01', '2024-02-29'].map((date) => days.weekdayOf(Date.parse(date)))).toEqual([0, 4, 4]);
});
