import { civilDay } from './civil-time.ts';

export const DAY_MS = 86_400_000;
export const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY] = [0, 1, 2, 3, 4, 5, 6] as const;

/** The days of a year on which a rule falls, as midnights UTC of their dates; mostly one or none. */
export type DayRule = (year: number) => readonly number[];

/** Where a holiday is kept that falls on a weekend: takes and answers midnight UTC of a date. */
export type Observance = (day: number) => number;

/** 0 is Sunday. */
export const weekdayOf = (day: number): number => (((day / DAY_MS + 4) % 7) + 7) % 7;

/** Sunday's holiday is kept on Monday, Saturday's not at all. */
export const sundayToMonday: Observance = (day) => (weekdayOf(day) === SUNDAY ? day + DAY_MS : day);

/** The weekend's holiday is kept on Monday. */
export const weekendToMonday: Observance = (day) =>
  weekdayOf(day) === SATURDAY ? day + 2 * DAY_MS : sundayToMonday(day);

/** Saturday's holiday is kept on Friday, Sunday's on Monday. */
export const nearestWeekday: Observance = (day) => (weekdayOf(day) === SATURDAY ? day - DAY_MS : sundayToMonday(day));

/** The weekend's day is kept on Friday. */
export const fridayBefore: Observance = (day) => {
  const weekday = weekdayOf(day);
  if (weekday === SATURDAY) return day - DAY_MS;
  return weekday === SUNDAY ? day - 2 * DAY_MS : day;
};

/**
 * The same date each year.
 *
 * @param month 1 to 12
 * @example on(12, 25, nearestWeekday)(2021)[0] === Date.UTC(2021, 11, 24) // => true
 */
export function on(month: number, day: number, observed: Observance = (date) => date): DayRule {
  return (year) => [observed(civilDay(year, month, day))];
}

/**
 * The `n`-th such weekday of a month; -1 is the last.
 *
 * @example nth(-1, MONDAY, 5)(2024)[0] === Date.UTC(2024, 4, 27) // => true
 */
export function nth(n: number, weekday: number, month: number): DayRule {
  return (year) => {
    if (n < 0) {
      const last = civilDay(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - DAY_MS;
      return [last - (((weekdayOf(last) - weekday + 7) % 7) + (-n - 1) * 7) * DAY_MS];
    }
    const first = civilDay(year, month, 1);
    return [first + (((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7) * DAY_MS];
  };
}

/** So many days after Easter Sunday: Good Friday is -2, Easter Monday 1. */
export function easter(offset: number): DayRule {
  return (year) => [easterSunday(year) + offset * DAY_MS];
}

/**
 * Easter Sunday of the Gregorian calendar.
 *
 * @returns midnight UTC
 * @see Meeus, Astronomical Algorithms (1991), chapter 8 (Butcher's rule)
 * @example easterSunday(2024) === Date.UTC(2024, 2, 31) // => true
 */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const march = epact + toSunday - 7 * late + 114;
  return civilDay(year, Math.floor(march / 31), (march % 31) + 1);
}

/** A rule that held from one year to another, both included. */
export function between(first: number, last: number, rule: DayRule): DayRule {
  return (year) => (year >= first && year <= last ? rule(year) : []);
}

/** A rule that holds since a year. */
export function since(first: number, rule: DayRule): DayRule {
  return between(first, Infinity, rule);
}

/** A rule's days moved by so many days. */
export function shifted(rule: DayRule, days: number): DayRule {
  return (year) => rule(year).map((day) => day + days * DAY_MS);
}

/** Those of a rule's days that fall on the weekdays named. */
export function ifOn(weekdays: readonly number[], rule: DayRule): DayRule {
  return (year) => rule(year).filter((day) => weekdays.includes(weekdayOf(day)));
}
