import { barColumn } from './bar-column.ts';
import { combine } from './combine.ts';
import type { Feature } from './feature.ts';
import { zoneClock } from './zone-clock.ts';

/** On whose clock. */
export interface CalendarOptions {
  /** An IANA zone. Left out: UTC. */
  readonly timeZone?: string | undefined;
}

const DAY = 86_400_000;
const daysIn = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();

/** What can be read off the clock at the bar's open, and how many of it make one round. */
const PARTS = {
  /** 0..24, with fractions. */
  hour: { round: 24, of: (date: Date) => (date.getTime() - Math.floor(date.getTime() / DAY) * DAY) / 3_600_000 },
  /** 0 Sunday .. 6 Saturday. */
  weekday: { round: 7, of: (date: Date) => date.getUTCDay() },
  /** 1..31 */
  monthday: { round: 31, of: (date: Date) => date.getUTCDate() },
  /** 0..30 calendar days left in the month: known beforehand. */
  daysToMonthEnd: { round: 31, of: (date: Date) => daysIn(date) - date.getUTCDate() },
  /** 1..12 */
  month: { round: 12, of: (date: Date) => date.getUTCMonth() + 1 },
};

/** A part of the calendar. */
export type CalendarPart = keyof typeof PARTS;

const namesOf: Readonly<Record<CalendarPart, string>> = {
  hour: 'hour',
  weekday: 'weekday',
  monthday: 'monthday',
  daysToMonthEnd: 'days_to_month_end',
  month: 'month',
};

/**
 * A part of the calendar at the bar's open: the hour, the weekday, the day of the month.
 *
 * @throws FeaturesError INVALID_OPTION for a zone that is none
 * @example calendarPart('hour', { timeZone: 'America/New_York' }).formula // => 'hour(time, America/New_York)'
 */
export function calendarPart(part: CalendarPart, { timeZone = 'UTC' }: CalendarOptions = {}): Feature {
  const wall = zoneClock(timeZone);
  const { of } = PARTS[part];
  const name = namesOf[part];
  return combine({ name, formula: `${name}(time, ${timeZone})` }, [barColumn('time')], (time) =>
    of(new Date(wall(time))),
  );
}

/**
 * A part of the calendar as a point on a circle, so that the end of a round is near its beginning: two features.
 *
 * @throws FeaturesError INVALID_OPTION for a zone that is none
 * @example cyclic('weekday').map(({ name }) => name) // => ['weekday_sine', 'weekday_cosine']
 */
export function cyclic(part: CalendarPart, options?: CalendarOptions): [sine: Feature, cosine: Feature] {
  const plain = calendarPart(part, options);
  const { round } = PARTS[part];
  const turn = (value: number): number => (2 * Math.PI * value) / round;
  const named = (suffix: string, call: string): { name: string; formula: string } => ({
    name: `${plain.name}_${suffix}`,
    formula: `${call}(2 pi ${plain.formula} / ${round})`,
  });
  return [
    combine(named('sine', 'sin'), [plain], (value) => Math.sin(turn(value))),
    combine(named('cosine', 'cos'), [plain], (value) => Math.cos(turn(value))),
  ];
}
