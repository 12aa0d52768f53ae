import { MarketError } from './error.ts';

/** Minutes are `m`, months are `M`. */
export type TimeframeUnit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'Y';

/** How long a bar lasts: `1m`, `4h`, `1d`, `1w`, `1M`, `1Q`, `1Y`. */
export type Timeframe = `${number}${TimeframeUnit}`;

/** What a series says of its bars: a timeframe, or `irregular` for session, tick and volume bars. */
export type BarFrame = Timeframe | 'irregular';

const FIXED_MS: Readonly<Partial<Record<TimeframeUnit, number>>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const MONTHS: Readonly<Partial<Record<TimeframeUnit, number>>> = { M: 1, Q: 3, Y: 12 };
/** Weeks begin on Monday; 1970-01-05 was one. */
const FIRST_MONDAY = 4 * 86_400_000;

interface Parts {
  readonly count: number;
  readonly unit: TimeframeUnit;
}

/** At most 99,999 units: what is longer is no bar, and its ends would lie outside the range of dates. */
const PATTERN = /^([1-9]\d{0,4})([smhdwMQY])$/;

/** Parsed once each: the arithmetic below is called once per bar. */
const parsed = /* @__PURE__ */ new Map<string, Parts>();

/**
 * A timeframe's count and unit.
 *
 * @param text a count up to 99999 and a unit
 * @throws MarketError INVALID_TIMEFRAME
 * @example parseTimeframe('15m') // => { count: 15, unit: 'm' }
 */
export function parseTimeframe(text: string): Parts {
  const before = parsed.get(text);
  if (before !== undefined) return before;
  const [, count, unit] = PATTERN.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    throw new MarketError('INVALID_TIMEFRAME', {
      what: `"${text}" is not a timeframe`,
      fix: 'write a count and a unit: 1m, 15m, 4h, 1d, 1w, 1M (months), 1Q, 1Y',
    });
  }
  const parts = Object.freeze({ count: Number(count), unit: unit as TimeframeUnit });
  parsed.set(text, parts);
  return parts;
}

/**
 * True for a text that is a timeframe.
 *
 * @example isTimeframe('1 hour') // => false
 */
export function isTimeframe(text: string): text is Timeframe {
  return PATTERN.test(text);
}

/**
 * True for months, quarters and years, whose length varies: their bars always carry `closeTime`.
 *
 * @throws MarketError INVALID_TIMEFRAME
 * @example isCalendarFrame('1M') // => true
 */
export function isCalendarFrame(timeframe: Timeframe): boolean {
  return parseTimeframe(timeframe).unit in MONTHS;
}

/**
 * The length of a timeframe in milliseconds.
 *
 * @throws MarketError TIMEFRAME_NOT_FIXED for months, quarters and years; INVALID_TIMEFRAME
 * @example timeframeMs('1h') // => 3600000
 */
export function timeframeMs(timeframe: Timeframe): number {
  const { count, unit } = parseTimeframe(timeframe);
  const unitMs = FIXED_MS[unit];
  if (unitMs !== undefined) return count * unitMs;
  throw new MarketError('TIMEFRAME_NOT_FIXED', {
    what: `a ${timeframe} bar has no fixed length`,
    fix: 'use nextOpen(timeframe, time), or give the bars a closeTime column',
  });
}

/**
 * The open of the bar that holds `time`, in UTC: weeks begin on Monday, frames of several units count from 1970
 * (several weeks from its first Monday).
 *
 * @param time epoch ms, before 1970 too
 * @returns epoch ms, at or before `time`; NaN for a time that is none
 * @throws MarketError INVALID_TIMEFRAME
 * @example floorTime('1h', Date.UTC(2024, 0, 1, 9, 42)) === Date.UTC(2024, 0, 1, 9) // => true
 */
export function floorTime(timeframe: Timeframe, time: number): number {
  const { count, unit } = parseTimeframe(timeframe);
  const months = MONTHS[unit];
  if (months !== undefined) {
    const step = months * count;
    return monthStart(Math.floor(monthIndex(time) / step) * step);
  }
  const step = timeframeMs(timeframe);
  const elapsed = time - (unit === 'w' ? FIRST_MONDAY : 0);
  const rest = elapsed % step; // exact, where a quotient could round up to the next frame
  return time - rest - (rest < 0 ? step : 0);
}

/**
 * The open of the bar after the one that holds `time`: where that bar closes, in UTC.
 *
 * @param time epoch ms, before 1970 too
 * @returns epoch ms, after `time`; NaN for a time that is none
 * @throws MarketError INVALID_TIMEFRAME
 * @example nextOpen('1M', Date.UTC(2024, 1, 10)) === Date.UTC(2024, 2, 1) // => true
 */
export function nextOpen(timeframe: Timeframe, time: number): number {
  const { count, unit } = parseTimeframe(timeframe);
  const open = floorTime(timeframe, time);
  const months = MONTHS[unit];
  return months === undefined ? open + timeframeMs(timeframe) : monthStart(monthIndex(open) + months * count);
}

/** Months since January 1970. */
function monthIndex(time: number): number {
  const date = new Date(Math.floor(time));
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function monthStart(index: number): number {
  // Not Date.UTC, which takes the years 0 to 99 for the twentieth century.
  return new Date(0).setUTCFullYear(1970 + Math.floor(index / 12), ((index % 12) + 12) % 12, 1);
}
