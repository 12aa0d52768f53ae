import { barSeries, calendarCloseTimes, isCalendarFrame, timeframeMs } from '@tidemark/core-market';
import type { Adjustment, BarSeries, Instrument, Timeframe } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import type { TimeRange } from '../bar-store.ts';
import { figureOf, momentOf } from './figure.ts';
import type { HttpBar } from './http-bar-definition.ts';
import { noCounts, type PageCounts } from './http-tally.ts';

/** How the rows of a page become bars. */
export interface PageBarsOptions {
  readonly instrument: Instrument | string;
  readonly timeframe: Timeframe;
  readonly adjustment: Adjustment;
  /** Names of the further columns. */
  readonly columns: readonly string[];
  /** Bars outside are left out, and counted. */
  readonly range: TimeRange;
  /** False for a bar that may still change. */
  readonly isOver: (time: number, closeTime: number | undefined) => boolean;
  readonly missing: 'refuse' | 'drop';
  readonly invalid: 'refuse' | 'drop';
  readonly conflicts: 'refuse' | 'last';
  /** Names the page in messages. */
  readonly where: string;
  /** Strikes secrets out of what is quoted, before it is cut short. */
  readonly scrub: (text: string) => string;
}

/** The bars of a page, oldest first, and what was left out. */
export interface PageBars {
  readonly bars: BarSeries;
  readonly rows: number;
  /** Earliest and latest time of any row, epoch ms; NaN without rows. */
  readonly earliest: number;
  readonly latest: number;
  /** The same of rows within the range, of bars that were dropped too. */
  readonly first: number;
  readonly last: number;
  readonly counts: PageCounts;
}

/** One row in numbers. */
interface NumericBar {
  readonly row: number;
  readonly time: number;
  readonly prices: readonly number[];
  readonly volume: number;
  readonly closeTime: number | undefined;
  readonly extra: readonly number[];
}

/** With fewer bars than this, two short days in a row would look like a wrong timeframe. */
const FEW = 10;

/**
 * The rows of a page as bars.
 *
 * @throws DataError BAD_NUMBER, BAD_TIME, CONFLICTING_BARS
 * @throws MarketError as `barSeries`, for what is not dropped
 */
export function pageBars(rows: readonly HttpBar[], options: PageBarsOptions): PageBars {
  const { range, isOver, where } = options;
  const counts = noCounts();
  const all = rows.map((bar, row) => numericBar(bar, row, options));
  const times = all.map(({ time }) => time);
  const sorted = all.toSorted((a, b) => a.time - b.time || a.row - b.row);
  counts.reordered = sorted.reduce((count, { row }, i) => count + Number(row !== i), 0);

  const inside = sorted.filter(({ time }) => time >= range.from && time < range.to);
  counts.outside = sorted.length - inside.length;
  const over = inside.filter(({ time, closeTime }) => isOver(time, closeTime));
  counts.forming = inside.length - over.length;
  const priced = options.missing === 'drop' ? over.filter(({ prices }) => !prices.some(Number.isNaN)) : over;
  counts.missing = over.length - priced.length;
  const possible = options.invalid === 'drop' ? priced.filter(isPossible) : priced;
  counts.invalid = priced.length - possible.length;
  const kept = withoutRepeats(possible, options, counts);

  return {
    bars: seriesOf(kept, options, where),
    rows: rows.length,
    earliest: sorted[0]?.time ?? NaN,
    latest: times.length === 0 ? NaN : sorted[sorted.length - 1].time,
    first: inside[0]?.time ?? NaN,
    last: inside.at(-1)?.time ?? NaN,
    counts,
  };
}

function numericBar(bar: HttpBar, row: number, { columns, where: page, scrub }: PageBarsOptions): NumericBar {
  const where = `${page}, row ${row}`;
  const figure = (column: string, value: unknown): number => {
    const number = figureOf(value);
    if (number !== undefined) return number;
    throw new DataError('BAD_NUMBER', {
      what: `${column} is ${excerpt(value, scrub)}, which is no number`,
      where,
      fix: 'have the definition give a number, a decimal text, or null',
      column,
    });
  };
  const moment = (column: string, value: unknown): number => {
    const time = momentOf(value);
    if (time !== undefined) return time;
    throw new DataError('BAD_TIME', {
      what: `${column} is ${excerpt(value, scrub)}, which is no moment`,
      where,
      fix: 'have the definition give epoch milliseconds, or ISO 8601 with an offset or Z',
      column,
    });
  };
  const { open, high, low, close, volume, closeTime, extra = {} } = bar;
  return {
    row,
    time: moment('time', bar.time),
    prices: [figure('open', open), figure('high', high), figure('low', low), figure('close', close)],
    volume: figure('volume', volume),
    closeTime: closeTime === undefined ? undefined : moment('closeTime', closeTime),
    extra: columns.map((name) => figure(name, extra[name])),
  };
}

/** Rows without a price pass: they are missing, not impossible. */
function isPossible({ prices: [o, h, l, c], volume, time, closeTime }: NumericBar): boolean {
  const impossible = h < l || o > h || o < l || c > h || c < l || volume < 0;
  return !impossible && !(closeTime !== undefined && closeTime <= time);
}

function withoutRepeats(sorted: readonly NumericBar[], options: PageBarsOptions, counts: PageCounts): NumericBar[] {
  const kept: NumericBar[] = [];
  for (const bar of sorted) {
    const before = kept.at(-1);
    if (before?.time !== bar.time) {
      kept.push(bar);
      continue;
    }
    if (isSame(before, bar)) {
      counts.duplicates++;
      continue;
    }
    if (options.conflicts === 'refuse') throw conflict(bar.time, `${options.where}, rows ${before.row} and ${bar.row}`);
    kept[kept.length - 1] = bar;
    counts.conflicts++;
  }
  return kept;
}

function isSame(a: NumericBar, b: NumericBar): boolean {
  const numbers = ({ prices, volume, closeTime, extra }: NumericBar): readonly unknown[] => [
    ...prices,
    volume,
    closeTime,
    ...extra,
  ];
  const others = numbers(b);
  return numbers(a).every((number, i) => Object.is(number, others[i]));
}

/** Two bars of one time that differ. */
export function conflict(time: number, where: string): DataError {
  return new DataError('CONFLICTING_BARS', {
    what: `the bar of ${new Date(time).toISOString()} came twice, and differs`,
    where,
    fix: "ask again once the data is settled, or pass { conflicts: 'last' }",
  });
}

function seriesOf(kept: readonly NumericBar[], options: PageBarsOptions, origin: string): BarSeries {
  const { instrument, timeframe, adjustment, columns } = options;
  const column = (value: (bar: NumericBar) => number): Float64Array => Float64Array.from(kept, value);
  const time = column((bar) => bar.time);
  const given = kept.some(({ closeTime }) => closeTime !== undefined);
  const byCalendar = isCalendarFrame(timeframe);
  const untold = !given && !byCalendar && kept.length < FEW;
  const closeTime = given
    ? column((bar) => bar.closeTime ?? NaN)
    : byCalendar
      ? calendarCloseTimes(time, timeframe)
      : untold
        ? time.map((open, i) => Math.min(open + timeframeMs(timeframe), time[i + 1] ?? Infinity))
        : undefined;
  const bars = barSeries(
    {
      time,
      open: column(({ prices }) => prices[0]),
      high: column(({ prices }) => prices[1]),
      low: column(({ prices }) => prices[2]),
      close: column(({ prices }) => prices[3]),
      volume: column(({ volume }) => volume),
      closeTime,
      extra: Object.fromEntries(columns.map((name, k) => [name, column(({ extra }) => extra[k])])),
    },
    { instrument, timeframe, adjustment, origin },
  );
  return untold ? { ...bars, closeTime: undefined } : bars;
}

function excerpt(value: unknown, scrub: (text: string) => string): string {
  const text = scrub(JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
