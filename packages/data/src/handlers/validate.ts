import { barSeries, type BarColumns, type BarSeries, type BarSeriesOptions } from '@tidemark/core-market';
import type { DataFinding, DataReport } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { describeBars } from '../quality/describe-bars.ts';

/** What to do with rows that cannot be bars; each is refused where left out. */
export interface ValidateOptions extends BarSeriesOptions {
  /** Rows that are not oldest first. */
  readonly order?: 'refuse' | 'sort' | undefined;
  /** Rows of one time: which of them to keep, in the order in which they came. */
  readonly duplicates?: 'refuse' | 'first' | 'last' | undefined;
  /** Rows without a price. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** Rows that contradict themselves: high below low, open or close outside of them, a volume below 0. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
}

/**
 * Raw columns as bars, with the report of what that took: nothing is dropped silently, and what no option lets pass is
 * refused.
 *
 * @param columns rows in any order, shape [n] each
 * @throws MarketError as `barSeries`, for what is refused
 * @throws DataError BAD_TIME for a time that is none: such a row has no place
 * @example
 * const price = Float64Array.of(10, 11, 12);
 * const columns = { time: Float64Array.of(60_000, 0, 60_000), open: price, high: price, low: price, close: price };
 * const { data, report } = validateBars(columns, { instrument: 'ES', timeframe: '1m', order: 'sort', duplicates: 'last' });
 * data.close // => [11, 12]
 * report.findings.map(({ code }) => code) // => ['ROWS_REORDERED', 'DUPLICATES_DROPPED']
 */
export function validateBars(
  columns: BarColumns,
  options: ValidateOptions,
): { readonly data: BarSeries; readonly report: DataReport } {
  const { order, duplicates, missing, invalid, ...series } = options;
  const source =
    series.origin ?? (typeof series.instrument === 'string' ? series.instrument : series.instrument.symbol);
  const findings: DataFinding[] = [];
  const found = (code: string, what: string, count: number, row: number): void => {
    if (count > 0) findings.push({ code, what, count, where: `${source}, row ${row}` });
  };
  checkTimes(columns.time, source);
  let rows = allRows(columns.time.length);
  if (order === 'sort' && !ascends(columns.time)) {
    rows.sort((a, b) => columns.time[a] - columns.time[b] || a - b);
    const moved = rows.reduce((count, row, i) => count + Number(row !== i), 0);
    found(
      'ROWS_REORDERED',
      'rows were not in order of time and were sorted',
      moved,
      rows.findIndex((row, i) => row !== i),
    );
  }
  const drop = (code: string, what: string, bad: (row: number) => boolean): void => {
    const kept = rows.filter((row) => !bad(row));
    if (kept.length === rows.length) return;
    found(code, what, rows.length - kept.length, rows.find(bad) ?? -1);
    rows = kept;
  };
  if (missing === 'drop')
    drop('MISSING_DROPPED', 'rows without one of the four prices were dropped', lacksPrice(columns));
  if (invalid === 'drop') drop('INVALID_BARS_DROPPED', 'bars that cannot be were dropped', contradicts(columns));
  if (duplicates === 'first' || duplicates === 'last') {
    const repeated = new Set(repeats(columns.time, rows, duplicates));
    const what = `rows of a time that occurs again were dropped, the ${duplicates} of each was kept`;
    drop('DUPLICATES_DROPPED', what, (row) => repeated.has(row));
  }
  const data = barSeries(taken(columns, rows), series);
  return { data, report: describeBars(data, { source, rows: columns.time.length, findings }) };
}

function checkTimes(time: Float64Array, source: string): void {
  let row = 0;
  while (row < time.length && Number.isFinite(time[row])) row++;
  if (row === time.length) return;
  const where = `${source}, row ${row}`;
  throw new DataError('BAD_TIME', { what: `the time is ${time[row]}`, where, fix: 'give epoch milliseconds' });
}

function allRows(length: number): Int32Array {
  const rows = new Int32Array(length);
  for (let i = 1; i < length; i++) rows[i] = i;
  return rows;
}

/** Oldest first; rows of one time may follow each other. */
function ascends(time: Float64Array): boolean {
  for (let i = 1; i < time.length; i++) if (time[i] < time[i - 1]) return false;
  return true;
}

function lacksPrice({ open, high, low, close }: BarColumns): (row: number) => boolean {
  return (row) => !Number.isFinite(open[row] + high[row] + low[row] + close[row]);
}

/** A NaN contradicts nothing: it is missing. */
function contradicts({ open, high, low, close, volume, time, closeTime }: BarColumns): (row: number) => boolean {
  return (row) => {
    const [o, h, l, c] = [open[row], high[row], low[row], close[row]];
    const prices = h < l || o > h || o < l || c > h || c < l;
    const traded = volume !== undefined && (volume[row] < 0 || volume[row] === Infinity);
    return prices || traded || (closeTime !== undefined && closeTime[row] <= time[row]);
  };
}

/** The rows to drop among neighbours of equal time. */
function repeats(time: Float64Array, rows: Int32Array, keep: 'first' | 'last'): number[] {
  const dropped: number[] = [];
  for (let i = 1; i < rows.length; i++) {
    if (time[rows[i]] === time[rows[i - 1]]) dropped.push(keep === 'first' ? rows[i] : rows[i - 1]);
  }
  return dropped;
}

function taken(columns: BarColumns, rows: Int32Array): BarColumns {
  if (rows.length === columns.time.length && isEveryRow(rows)) return columns;
  const take = (column: Float64Array): Float64Array => {
    const out = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
    return out;
  };
  const { time, open, high, low, close, volume, closeTime, extra = {} } = columns;
  return {
    time: take(time),
    open: take(open),
    high: take(high),
    low: take(low),
    close: take(close),
    volume: volume && take(volume),
    closeTime: closeTime && take(closeTime),
    extra: Object.fromEntries(Object.entries(extra).map(([name, column]) => [name, take(column)])),
  };
}

function isEveryRow(rows: Int32Array): boolean {
  for (let i = 0; i < rows.length; i++) if (rows[i] !== i) return false;
  return true;
}
