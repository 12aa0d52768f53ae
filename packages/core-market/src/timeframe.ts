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

/**
 * A timeframe's count and unit.
 *
 * @throws MarketError INVALID_TIMEFRAME
 * @example parseTimeframe('15m') // => { count: 15, unit: 'm' }
 */
export function parseTimeframe(text: string): Parts {
  const [, count, unit] = /^([1-9]\d*)([smhdwMQY])$/.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return { count: Number(count), unit: unit as TimeframeUnit };
  throw new MarketError('INVALID_TIMEFRAME', {
    what: `"${text}" is not a timeframe`,
    fix: 'write a count and a unit: 1m, 15m, 4h, 1d, 1w, 1M (months), 1Q, 1Y',
  });
}

/** True for a text that is a timeframe. */
export function isTimeframe(text: string): text is Timeframe {
  return /^[1-9]\d*[smhdwMQY]$/.test(text);
}

/** True for months, quarters and years, whose length varies: their bars always carry `closeTime`. */
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
 * @param time epoch ms
 * @returns epoch ms, at or before `time`
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
  const origin = unit === 'w' ? FIRST_MONDAY : 0;
  return Math.floor((time - origin) / step) * step + origin;
}

/**
 * The open of the bar after the one that holds `time`: where that bar closes, in UTC.
 *
 * @param time epoch ms
 * @returns epoch ms, after `time`
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
  const date = new Date(time);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function monthStart(index: number): number {
  return Date.UTC(1970 + Math.floor(index / 12), ((index % 12) + 12) % 12);
}

/**
 * The timeframe of a column of opens: the most frequent distance between neighbours, named.
 *
 * @param time epoch ms, ascending, shape [n]
 * @returns undefined for fewer than two bars, or where that distance is not a whole number of seconds
 * @example inferTimeframe(Float64Array.of(0, 60_000, 120_000, 300_000)) // => '1m'
 */
export function inferTimeframe(time: Float64Array): Timeframe | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < time.length; i++) {
    const distance = time[i] - time[i - 1];
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  let [common, most] = [NaN, 0];
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < common)) [common, most] = [distance, count];
  }
  const days = common / 86_400_000;
  if (days >= 28 && days <= 31) return '1M';
  if (days >= 90 && days <= 92) return '1Q';
  if (days === 365 || days === 366) return '1Y';
  for (const unit of ['w', 'd', 'h', 'm', 's'] as const) {
    const count = common / FIXED_MS[unit]!;
    if (Number.isInteger(count) && count > 0) return `${count}${unit}`;
  }
  return undefined;
}
