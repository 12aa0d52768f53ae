import { nextOpen, parseTimeframe, timeframeMs, type Calendar, type Timeframe } from '@tidemark/core-market';
import { SessionFinder } from '../calendars/session-finder.ts';
import type { FindingList } from './quality-report.ts';
import { OUTSIDE, sessionSlots } from './session-slots.ts';
import type { OrderedTimes } from './times-in-order.ts';

const DAY_MS = 86_400_000;
const MONTH_MS = 30.436875 * DAY_MS;
const MONTHS: Readonly<Record<string, number>> = { M: 1, Q: 3, Y: 12 };

/**
 * Bars that are missing between others, and bars outside of sessions. Without a calendar every frame counts, nights and
 * weekends too; bars of weeks and longer need none.
 *
 * @throws DataError CALENDAR_RANGE
 */
export function findGaps(
  { time, rows }: OrderedTimes,
  timeframe: Timeframe,
  calendar: Calendar | undefined,
  found: FindingList,
): void {
  const rowOf = (i: number): number => (rows === undefined ? i : rows[i]);
  const places = placesOf(time, timeframe, calendar);
  let [last, leak, run] = [-1, -1, 0];
  for (let i = 0; i <= time.length; i++) {
    const outside = i < time.length && places[i] === OUTSIDE;
    if (outside && run++ === 0) leak = i;
    if (outside) continue;
    if (run > 0) found.add('session-leak', rowOf(leak), { run });
    run = 0;
    if (i === time.length) return;
    const missing = last < 0 ? 0 : places[i] - places[last] - 1;
    if (missing > 0) found.add('gap', rowOf(i), { missing });
    last = i;
  }
}

/** The number of each bar among all that there should be, from any start; OUTSIDE where there should be none. */
export function placesOf(time: Float64Array, timeframe: Timeframe, calendar: Calendar | undefined): Float64Array {
  const { count, unit } = parseTimeframe(timeframe);
  const within = unit === 's' || unit === 'm' || unit === 'h';
  if (calendar === undefined || time.length === 0) return byClock(time, timeframe);
  if (within) return sessionSlots(time, timeframeMs(timeframe), calendar);
  if (unit !== 'd' || count !== 1) return byClock(time, timeframe);
  const finder = new SessionFinder(calendar, time[0] - DAY_MS, nextOpen(timeframe, time[time.length - 1]) + DAY_MS);
  return time.map((t) => finder.ofDay(t));
}

/** Counts steps, rounded: days of 23 hours and months of 31 days are one step like any other. */
function byClock(time: Float64Array, timeframe: Timeframe): Float64Array {
  const { count, unit } = parseTimeframe(timeframe);
  const months = MONTHS[unit];
  const step = months === undefined ? timeframeMs(timeframe) : count * months * MONTH_MS;
  const places = new Float64Array(time.length);
  for (let i = 1; i < time.length; i++) places[i] = places[i - 1] + Math.round((time[i] - time[i - 1]) / step);
  return places;
}
