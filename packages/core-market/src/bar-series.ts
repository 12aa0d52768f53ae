import type { Bar } from './bar.ts';
import { lowerBound, type Columns } from './columns.ts';
import { MarketError } from './error.ts';
import { instrument as describe, type Instrument } from './instrument.ts';
import { inferTimeframe } from './infer-timeframe.ts';
import { isCalendarFrame, nextOpen, timeframeMs, type BarFrame, type Timeframe } from './timeframe.ts';
import { checkBars } from './check-bars.ts';

/** What the prices are adjusted for: nothing, splits, or splits and dividends (`total`). */
export type Adjustment = 'none' | 'splits' | 'total';

/**
 * Bars of one instrument as columns of equal length, oldest first. Plain data: it survives `structuredClone`, and no
 * function changes it. Make one with `barSeries`, which checks it.
 */
export interface BarSeries {
  readonly symbol: string;
  readonly instrument: Instrument;
  readonly timeframe: BarFrame;
  readonly adjustment: Adjustment;
  readonly length: number;
  /** Opens, epoch ms UTC, strictly ascending. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Units traded; NaN where not known. */
  readonly volume: Float64Array;
  /** When each bar is known, epoch ms UTC; absent where `time + timeframe` says it. */
  readonly closeTime?: Float64Array | undefined;
  /** Further columns of the source, by name. */
  readonly extra: Columns;
}

/** What a series is made of: columns of equal length, shape [n]. */
export interface BarColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Left out: not known, a column of NaN. */
  readonly volume?: Float64Array | undefined;
  /** When each bar is known, epoch ms UTC. */
  readonly closeTime?: Float64Array | undefined;
  /** Further columns, under names that no field has. */
  readonly extra?: Columns | undefined;
}

/** What the columns do not say of themselves. */
export interface BarSeriesOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** Left out: as `inferTimeframe` reads it from the opens. */
  readonly timeframe?: BarFrame | undefined;
  /** Left out: `none`. */
  readonly adjustment?: Adjustment | undefined;
  /** Where the bars came from, for error messages: `es.csv`. */
  readonly origin?: string | undefined;
}

/**
 * A series of bars on the given columns, without copying them.
 *
 * @param columns shape [n] each, time in epoch ms of the opens; n may be 0 where the timeframe is given
 * @throws MarketError NOT_A_COLUMN, RESERVED_COLUMN, LENGTHS_DIFFER, BAD_TIME, DUPLICATE_TIME, BARS_NOT_ASCENDING,
 *   NAN_PRICE, HIGH_BELOW_LOW, PRICE_OUTSIDE_BAR, NEGATIVE_VOLUME, BAD_VOLUME, BAD_CLOSE_TIME; INVALID_TIMEFRAME,
 *   UNKNOWN_TIMEFRAME, TIMEFRAME_TOO_LONG, CLOSE_TIME_NEEDED; INVALID_INSTRUMENT
 * @example
 * const time = Float64Array.of(0, 60_000);
 * const price = Float64Array.of(10, 11);
 * barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'ES' }).timeframe // => '1m'
 */
export function barSeries(columns: BarColumns, options: BarSeriesOptions): BarSeries {
  const { time, open, high, low, close, closeTime, extra = {} } = columns;
  const { adjustment = 'none', origin } = options;
  const volume = columns.volume ?? new Float64Array(time?.length ?? 0).fill(NaN);
  const instrument = typeof options.instrument === 'string' ? describe(options.instrument) : options.instrument;
  const where = origin ?? instrument.symbol;
  checkBars({ time, open, high, low, close, volume, closeTime, extra }, where);
  if (options.timeframe !== undefined) checkFrame(options.timeframe, columns, where);
  const timeframe = options.timeframe ?? inferredFrame(columns, where);
  const { symbol } = instrument;
  const prices = { time, open, high, low, close, volume, closeTime };
  return { symbol, instrument, timeframe, adjustment, length: time.length, ...prices, extra };
}

type Timing = Pick<BarColumns, 'time' | 'closeTime'>;

function checkFrame(timeframe: BarFrame, { time, closeTime }: Timing, where: string): void {
  const varies = timeframe === 'irregular' || isCalendarFrame(timeframe); // throws where it is no timeframe
  if (closeTime !== undefined) return;
  if (varies) {
    const what = `${timeframe} bars have no closeTime column`;
    const made = timeframe === 'irregular' ? '' : `, such as calendarCloseTimes(time, '${timeframe}')`;
    const fix = `give closeTime: the moment at which each bar is known, epoch ms${made}`;
    throw new MarketError('CLOSE_TIME_NEEDED', { what, where, fix });
  }
  const length = timeframeMs(timeframe);
  let shorter = 0;
  for (let i = 1; i < time.length; i++) if (time[i] - time[i - 1] < length) shorter++;
  // Some may be cut short, by a session's end or a clock that changes; most of them cannot be.
  if (shorter * 2 <= Math.max(0, time.length - 1)) return;
  const what = `${shorter} of ${time.length} bars are followed by the next one in less than ${timeframe}`;
  throw new MarketError('TIMEFRAME_TOO_LONG', {
    what,
    where,
    fix: 'name the timeframe that the bars have, or leave it out',
  });
}

function inferredFrame({ time, closeTime }: Timing, where: string): BarFrame {
  const timeframe = inferTimeframe(time);
  if (timeframe !== undefined && (closeTime !== undefined || !isCalendarFrame(timeframe))) return timeframe;
  if (closeTime !== undefined) return 'irregular';
  if (timeframe !== undefined) checkFrame(timeframe, { time, closeTime }, where);
  const what = `${time.length} bars do not show how long a bar is`;
  throw new MarketError('UNKNOWN_TIMEFRAME', { what, where, fix: "say it: { timeframe: '1d' }" });
}

/**
 * When bar `i` is known, epoch ms: its closeTime, or `time + timeframe`, which for a bar that was cut short is late
 * and never early.
 *
 * @example
 * const bars = barsOf([{ time: 0, open: 1, high: 1, low: 1, close: 1, volume: 5 }], { instrument: 'ES', timeframe: '1m' });
 * closeTimeAt(bars, 0) // => 60000
 */
export function closeTimeAt({ time, closeTime, timeframe }: BarSeries, i: number): number {
  return closeTime === undefined ? time[i] + timeframeMs(timeframe as Timeframe) : closeTime[i];
}

/**
 * When each bar is known, epoch ms, shape [n]: the closeTime column itself, or `time + timeframe`.
 *
 * @example
 * const bars = barsOf([{ time: 0, open: 1, high: 1, low: 1, close: 1, volume: 5 }], { instrument: 'ES', timeframe: '1m' });
 * closeTimes(bars) // => [60000]
 */
export function closeTimes({ time, closeTime, timeframe, length }: BarSeries): Float64Array {
  if (closeTime !== undefined) return closeTime;
  const step = timeframeMs(timeframe as Timeframe);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = time[i] + step;
  return out;
}

/**
 * Bars `start` up to, not including, `end`, by index: views on the same columns, nothing is copied. Negative indexes
 * count from the end, as with `Array.prototype.slice`.
 *
 * @example
 * const price = Float64Array.of(10, 11, 12);
 * const columns = { time: Float64Array.of(0, 60_000, 120_000), open: price, high: price, low: price, close: price };
 * sliceBars(barSeries(columns, { instrument: 'ES' }), 1).close // => [11, 12]
 */
export function sliceBars(bars: BarSeries, start: number, end: number = bars.length): BarSeries {
  const part = (column: Float64Array): Float64Array => column.subarray(start, end);
  const { time, open, high, low, close, volume, closeTime, extra } = bars;
  return {
    ...bars,
    length: part(time).length,
    time: part(time),
    open: part(open),
    high: part(high),
    low: part(low),
    close: part(close),
    volume: part(volume),
    closeTime: closeTime && part(closeTime),
    extra: Object.fromEntries(Object.entries(extra).map(([name, column]) => [name, part(column)])),
  };
}

/**
 * Bars whose open lies in [from, to), epoch ms: views on the same columns.
 *
 * @throws MarketError BAD_TIME where a bound is NaN, as an unreadable date is
 * @example
 * const price = Float64Array.of(10, 11, 12);
 * const columns = { time: Float64Array.of(0, 60_000, 120_000), open: price, high: price, low: price, close: price };
 * barsBetween(barSeries(columns, { instrument: 'ES' }), 60_000, 120_000).close // => [11]
 */
export function barsBetween(bars: BarSeries, from = -Infinity, to = Infinity): BarSeries {
  if (Number.isNaN(from) || Number.isNaN(to)) {
    const what = `the range from ${from} to ${to} has a bound that is no time`;
    throw new MarketError('BAD_TIME', {
      what,
      where: bars.symbol,
      fix: 'give epoch milliseconds, such as Date.UTC(2024, 0)',
    });
  }
  const start = lowerBound(bars.time, from);
  return sliceBars(bars, start, Math.max(start, lowerBound(bars.time, to)));
}

/**
 * Bar `i` as a plain object.
 *
 * @throws MarketError BAR_OUT_OF_RANGE
 * @example
 * const price = Float64Array.of(10, 11);
 * const columns = { time: Float64Array.of(0, 60_000), open: price, high: price, low: price, close: price };
 * barAt(barSeries(columns, { instrument: 'ES' }), 1) // => { time: 60000, open: 11, high: 11, low: 11, close: 11, volume: NaN }
 */
export function barAt(bars: BarSeries, i: number): Bar {
  if (!(i >= 0 && i < bars.length && Number.isInteger(i))) {
    const what = `there is no bar ${i} among ${bars.length}`;
    throw new MarketError('BAR_OUT_OF_RANGE', {
      what,
      where: bars.symbol,
      fix: `give an index from 0 to ${bars.length - 1}`,
    });
  }
  const { time, open, high, low, close, volume, closeTime } = bars;
  const bar = { time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] };
  return closeTime === undefined ? bar : { ...bar, closeTime: closeTime[i] };
}

/**
 * Every bar as a plain object: for the edges, 50 ns each against 4 for columns. `extra` columns stay behind.
 *
 * @example
 * const bar = { time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5 };
 * toBars(barsOf([bar], { instrument: 'ES', timeframe: '1m' })) // => [{ time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5 }]
 */
export function toBars(bars: BarSeries): Bar[] {
  return Array.from({ length: bars.length }, (_, i) => barAt(bars, i));
}

/**
 * A series from plain bars: with one bar that has a closeTime all must have it.
 *
 * @throws MarketError as `barSeries`
 * @example
 * const bar = { time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5 };
 * barsOf([bar], { instrument: 'ES', timeframe: '1m' }).close // => [2]
 */
export function barsOf(bars: readonly Bar[], options: BarSeriesOptions): BarSeries {
  const column = (name: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume'): Float64Array => {
    const out = new Float64Array(bars.length);
    for (let i = 0; i < bars.length; i++) out[i] = bars[i][name];
    return out;
  };
  const closes = bars.some(({ closeTime }) => closeTime !== undefined);
  const columns = {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
    closeTime: closes ? Float64Array.from(bars, ({ closeTime }) => closeTime ?? NaN) : undefined,
  };
  return barSeries(columns, options);
}

/**
 * Close times made by the timeframe where a source has none: the next open of the frame in UTC.
 *
 * @param time opens, epoch ms, shape [n]
 * @throws MarketError INVALID_TIMEFRAME
 * @example calendarCloseTimes(Float64Array.of(0), '1M') // => [2678400000]
 */
export function calendarCloseTimes(time: Float64Array, timeframe: Timeframe): Float64Array {
  const out = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) out[i] = nextOpen(timeframe, time[i]);
  return out;
}
