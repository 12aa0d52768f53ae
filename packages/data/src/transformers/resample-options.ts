import { isCalendarFrame, parseTimeframe, timeframeMs, type Calendar, type Timeframe } from '@tidemark/core-market';
import { zone } from '../calendars/time-zone.ts';
import { DataError } from '../error.ts';
import type { Bins } from './bins/bins.ts';
import { ElapsedBins } from './bins/elapsed-bins.ts';
import { CalendarBins, WallBins } from './bins/local-bins.ts';
import { SessionBins, SessionCalendarBins } from './bins/session-bins.ts';

const DAY = 86_400_000;
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/**
 * Where bins of equal length are counted from: the first midnight of 1970 in the zone, midnight of the first bar's day,
 * the first bar, the last, a moment.
 */
export type BinOrigin = 'epoch' | 'startDay' | 'start' | 'end' | number;

/** How time is cut into bins. */
export interface BinOptions {
  /** Which edge belongs to a bin: `left` [a, b), the default, or `right` (a, b]. */
  readonly closed?: 'left' | 'right' | undefined;
  /** IANA zone whose midnights, weeks and months count. Default UTC. */
  readonly timeZone?: string | undefined;
  /**
   * Intraday bins in a zone: `wall` starts anew at every local midnight and follows the wall clock, so that a bin lasts
   * longer or shorter when clocks change; `elapsed` counts equal lengths from `origin`. Default `wall` with a time zone.
   */
  readonly clock?: 'elapsed' | 'wall' | undefined;
  /** Of bins that are counted in elapsed time. Default `epoch`. `end` looks ahead. */
  readonly origin?: BinOrigin | undefined;
  /** Moves every edge by this many ms. */
  readonly offsetMs?: number | undefined;
  /** The first day of a week. Default `monday`. */
  readonly weekStart?: Weekday | undefined;
  /**
   * Bins start at each session's open, end by its close and its break, and bars outside of sessions are left out. A day
   * is a whole session, a week all sessions dated in it.
   */
  readonly calendar?: Calendar | undefined;
}

/** Whether the bins depend on later bars. */
export const looksAhead = ({ origin }: BinOptions): boolean => origin === 'end';

/**
 * Refuses options that contradict each other.
 *
 * @throws DataError OPTIONS_CONFLICT, NOT_A_DURATION, UNSUPPORTED_TIMEFRAME, UNKNOWN_TIME_ZONE
 * @throws MarketError INVALID_TIMEFRAME
 */
export function checkBinOptions(timeframe: Timeframe, options: BinOptions): void {
  const { calendar, clock, origin, timeZone, offsetMs, weekStart } = options;
  const { count, unit } = parseTimeframe(timeframe);
  const conflict = (what: string, fix: string): DataError =>
    new DataError('OPTIONS_CONFLICT', { what, where: `resample to ${timeframe}`, fix });
  if (calendar !== undefined) {
    const others = Object.entries({ timeZone, clock, origin, offsetMs, weekStart }).filter(([, v]) => v !== undefined);
    if (others.length > 0) {
      throw conflict(
        `a calendar and ${others.map(([name]) => name).join(', ')} cut time in two ways`,
        'give one of them',
      );
    }
    if (unit === 'd' && count > 1) {
      const what = `${count} sessions do not make a bar: nothing says which is the first`;
      throw new DataError('UNSUPPORTED_TIMEFRAME', { what, where: timeframe, fix: 'resample to 1d or 1w' });
    }
    return;
  }
  if (timeZone !== undefined) zone(timeZone);
  if (offsetMs !== undefined && !Number.isFinite(offsetMs)) {
    throw new DataError('NOT_A_DURATION', { what: `offsetMs is ${offsetMs}`, fix: 'give milliseconds' });
  }
  if (isIntraday(timeframe) && isWall(options) && origin !== undefined) {
    throw conflict('an origin and the wall clock anchor bins in two ways', "pass { clock: 'elapsed' } or no origin");
  }
  if (weekStart !== undefined && unit !== 'w')
    throw conflict(`weekStart means nothing to ${timeframe}`, 'leave it out');
}

/**
 * The bins that options describe.
 *
 * @param first open of the first bar, epoch ms
 * @param last open of the last bar, epoch ms
 */
export function binsOf(timeframe: Timeframe, options: BinOptions, first: number, last: number): Bins {
  const { calendar, origin = 'epoch', timeZone = 'UTC', offsetMs = 0, weekStart = 'monday' } = options;
  const intraday = isIntraday(timeframe);
  if (calendar !== undefined) {
    return intraday ? new SessionBins(timeframeMs(timeframe), calendar) : new SessionCalendarBins(timeframe, calendar);
  }
  const local = zone(timeZone);
  const midnight = (time: number): number => Math.floor(local.toLocal(time) / DAY) * DAY;
  if (!intraday) {
    const { count, unit } = parseTimeframe(timeframe);
    const days = unit === 'd' && count > 1 && origin !== 'epoch';
    const anchor = days ? midnight(origin === 'end' ? last : typeof origin === 'number' ? origin : first) : 0;
    const week = unit === 'w' ? WEEKDAYS.indexOf(weekStart) * DAY : 0;
    return new CalendarBins(timeframe, local, anchor + week + offsetMs);
  }
  const length = timeframeMs(timeframe);
  if (isWall(options)) return new WallBins(length, local, offsetMs);
  const anchors = {
    epoch: local.firstMoment(0),
    startDay: local.firstMoment(midnight(first)),
    start: first,
    end: last,
  };
  return new ElapsedBins(length, (typeof origin === 'number' ? origin : anchors[origin]) + offsetMs);
}

/** Seconds, minutes and hours; days and longer frames follow the calendar of the zone. */
export function isIntraday(timeframe: Timeframe): boolean {
  return !isCalendarFrame(timeframe) && !['d', 'w'].includes(parseTimeframe(timeframe).unit);
}

function isWall({ clock, timeZone }: BinOptions): boolean {
  return (clock ?? (timeZone === undefined ? 'elapsed' : 'wall')) === 'wall';
}
