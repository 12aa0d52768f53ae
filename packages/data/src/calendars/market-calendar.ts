import { lowerBound, type Calendar, type Session } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { civilDay } from './civil-time.ts';
import { DAY_MS, weekdayOf } from './holidays.ts';
import type { MarketRules, SpecialDay, TradingHours } from './market-rules.ts';
import { zone, type TimeZone } from './time-zone.ts';

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];
/** How far a session may reach beyond the local year of its date, in UTC. */
const SLACK_MS = 3 * DAY_MS;

/**
 * A calendar by the rules of a market. Sessions are made year by year when they are asked for, and kept.
 *
 * @throws DataError UNKNOWN_TIME_ZONE, BAD_RULES at once; when asked CALENDAR_RANGE for years that the rules do not
 *   cover
 * @example
 * const rules = { name: 'FLEA', timeZone: 'Europe/Paris', years: [2020, 2030], weekdays: [6], hours: [{ open: '08:00', close: '14:00' }] };
 * marketCalendar(rules).sessions(Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 14)).map(({ date }) => date) // => ['2024-01-06', '2024-01-13']
 */
export function marketCalendar(rules: MarketRules): Calendar {
  return new RuleCalendar(rules);
}

/** The sessions of one year, and their opens as a column to search in. */
interface YearOfSessions {
  readonly sessions: readonly Session[];
  readonly opens: Float64Array;
}

class RuleCalendar implements Calendar {
  readonly name: string;
  readonly timeZone: string;
  readonly #rules: MarketRules;
  readonly #clock: TimeZone;
  readonly #hours: readonly Hours[];
  readonly #early: readonly number[];
  readonly #years = new Map<number, YearOfSessions>();

  constructor(rules: MarketRules) {
    this.name = rules.name;
    this.timeZone = rules.timeZone;
    this.#rules = rules;
    this.#clock = zone(rules.timeZone);
    if (rules.hours.length === 0) {
      throw new DataError('BAD_RULES', {
        what: 'there are no hours',
        where: rules.name,
        fix: "give { open: '09:30', … }",
      });
    }
    for (const { open = '00:00', close = '00:00' } of Object.values(rules.special ?? {})) {
      for (const time of [open, close]) timeOf(time, rules.name);
    }
    this.#hours = rules.hours.map((hours) => parsedHours(hours, rules.name)).reverse();
    this.#early = (rules.earlyCloses ?? []).map(({ close }) => timeOf(close, rules.name));
  }

  sessions(from: number, to: number): readonly Session[] {
    if (!(Math.abs(from) <= 8.64e15 && Math.abs(to) <= 8.64e15)) {
      const what = `the range from ${from} to ${to} has a bound that is no moment`;
      throw new DataError('BAD_RANGE', { what, where: this.name, fix: 'give epoch milliseconds' });
    }
    if (!(from < to)) return [];
    const [first, last] = [yearOf(from - SLACK_MS), yearOf(to + SLACK_MS)];
    this.#assertYears(yearOf(from), yearOf(to - 1));
    const found: Session[] = [];
    const [least, most] = this.#rules.years;
    for (let year = Math.max(first, least); year <= Math.min(last, most); year++) {
      for (const session of this.#year(year).sessions)
        if (session.close > from && session.open < to) found.push(session);
    }
    return found;
  }

  isOpen(time: number): boolean {
    if (!(Math.abs(time) <= 8.64e15)) return false;
    const year = yearOf(this.#clock.toLocal(time));
    this.#assertYears(year, year);
    // A session of the first days of a year may open in the one before it.
    return this.#within(time, year) || (year < this.#rules.years[1] && this.#within(time, year + 1));
  }

  #within(time: number, year: number): boolean {
    const { sessions, opens } = this.#year(year);
    const i = lowerBound(opens, time + 1) - 1;
    if (i < 0) return false;
    const { close, breakStart = Infinity, breakEnd = -Infinity } = sessions[i];
    return time < close && !(time >= breakStart && time < breakEnd);
  }

  #assertYears(first: number, last: number): void {
    const [least, most] = this.#rules.years;
    if (first >= least && last <= most) return;
    throw new DataError('CALENDAR_RANGE', {
      what: `${this.name} is known from ${least} to ${most}, not in ${first < least ? first : last}`,
      where: this.name,
      fix: `ask for times in those years, or write rules of your own: marketCalendar({ …, years: [${Math.min(first, least)}, ${Math.max(last, most)}] })`,
    });
  }

  #year(year: number): YearOfSessions {
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const sessions = this.#made(year);
    const made = { sessions, opens: Float64Array.from(sessions, ({ open }) => open) };
    this.#years.set(year, made);
    return made;
  }

  #made(year: number): Session[] {
    const { holidays = [], earlyCloses = [], special = {}, weekdays = MONDAY_TO_FRIDAY } = this.#rules;
    // A holiday of one year may be kept in the next, or in the one before.
    const years = [year - 1, year, year + 1];
    const daysOf = (rule: (of: number) => readonly number[]): number[] => years.flatMap((of) => [...rule(of)]);
    const closed = new Set(holidays.flatMap(daysOf));
    const early = earlyCloses.map(({ days }) => new Set(daysOf(days)));
    const sessions: Session[] = [];
    const end = civilDay(year + 1, 1, 1);
    for (let day = civilDay(year, 1, 1); day < end; day += DAY_MS) {
      const date = new Date(day).toISOString().slice(0, 10);
      const exception = special[date];
      if (exception?.closed === true) continue;
      if (exception === undefined && (closed.has(day) || !weekdays.includes(weekdayOf(day)))) continue;
      const rule = early.findIndex((days) => days.has(day));
      sessions.push(this.#session(day, date, exception, rule < 0 ? undefined : this.#early[rule]));
    }
    return sessions;
  }

  #session(day: number, date: string, exception: SpecialDay | undefined, early: number | undefined): Session {
    const hours = this.#hours.find(({ from }) => day >= from) ?? this.#hours[this.#hours.length - 1];
    const utc = (ofDay: number): number =>
      this.#clock.toUtc(day + ofDay, { ambiguous: 'earlier', nonexistent: 'later' });
    const given = (time: string | undefined): number | undefined =>
      time === undefined ? undefined : timeOf(time, this.name);
    const closeOfDay = given(exception?.close) ?? early ?? hours.close;
    const open = utc(given(exception?.open) ?? hours.open);
    const close = utc(closeOfDay);
    // A day that ends by the end of its break has none.
    if (hours.breakStart === undefined || closeOfDay <= hours.breakEnd) return Object.freeze({ date, open, close });
    return Object.freeze({ date, open, close, breakStart: utc(hours.breakStart), breakEnd: utc(hours.breakEnd) });
  }
}

/** Hours in ms after local midnight of the session's date. */
interface Hours {
  readonly from: number;
  readonly open: number;
  readonly close: number;
  readonly breakStart: number | undefined;
  readonly breakEnd: number;
}

function parsedHours(
  { from, open, openDay = 0 as -1, close, breakStart, breakEnd }: TradingHours,
  where: string,
): Hours {
  const pause = breakStart === undefined ? undefined : timeOf(breakStart, where);
  const hours = {
    from: from === undefined ? -Infinity : Date.parse(`${from}T00:00Z`),
    open: timeOf(open, where) + openDay * DAY_MS,
    close: timeOf(close, where),
    breakStart: pause,
    breakEnd: breakEnd === undefined ? NaN : timeOf(breakEnd, where),
  };
  const orderly = hours.open < hours.close && (pause === undefined || (pause < hours.breakEnd && pause > hours.open));
  if (orderly && !Number.isNaN(hours.from)) return hours;
  const what = `hours from ${from ?? 'the beginning'}: open ${open}, break ${breakStart ?? '-'} to ${breakEnd ?? '-'}, close ${close}`;
  throw new DataError('BAD_RULES', { what, where, fix: 'write them in order, and dates as 2024-11-05' });
}

/** Ms after midnight. */
function timeOf(text: string, where: string): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const time = Number(hour) * 3_600_000 + Number(minute) * 60_000;
  if (time <= DAY_MS && Number(minute) < 60) return time;
  throw new DataError('BAD_RULES', { what: `"${text}" is no time of day`, where, fix: 'write 09:30' });
}

const yearOf = (time: number): number => new Date(time).getUTCFullYear();
