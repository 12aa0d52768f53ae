import { closeTimeAt, upperBound, type BarSeries, type Calendar } from '@tidemark/core-market';

/** Tells sessions apart: equal numbers are one session. */
export type SessionOf = (time: number) => number;

const DAY_MS = 86_400_000;

/** Days in UTC: the sessions of an instrument without a calendar. */
export const utcDay: SessionOf = (time) => Math.floor(time / DAY_MS);

/**
 * The sessions of a calendar while there are bars. A time counts for the session that is on, breaks included, and
 * between two of them for the next one: an order that comes after the close is one for the next day.
 *
 * @param bars the calendar is asked once, for the stretch from their first open to their last close
 * @returns 0 for the first session of the stretch
 * @throws what the calendar throws, such as CALENDAR_RANGE
 * @example
 * const calendar = { name: 'NOON', timeZone: 'UTC', isOpen: () => false, sessions: () => [{ date: '1970-01-01', open: 0, close: 60_000 }] };
 * const time = Float64Array.of(0, 60_000);
 * const bars = { symbol: 'X', timeframe: '1m', length: 2, time };
 * [0, 59_999, 60_000].map(calendarSession(calendar, bars)) // => [0, 0, 1]
 */
export function calendarSession(calendar: Calendar, bars: BarSeries): SessionOf {
  const { time, length } = bars;
  if (length === 0) return utcDay;
  const sessions = calendar.sessions(time[0], closeTimeAt(bars, length - 1));
  const closes = Float64Array.from(sessions, ({ close }) => close);
  return (at) => upperBound(closes, at);
}
