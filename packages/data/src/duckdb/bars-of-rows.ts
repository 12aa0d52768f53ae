import {
  barSeries,
  inferTimeframe,
  type Adjustment,
  type BarColumns,
  type BarFrame,
  type BarSeries,
  type DataFinding,
  type Instrument,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { validateBars } from '../handlers/validate.ts';
import { assumedCloseTimes, closeTimesAssumed, volumeUnknown } from '../sources/assumed-columns.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import { takeRows, type RawColumns } from './read-rows.ts';

export interface BarsOfRowsOptions extends Pick<DuckDbSourceOptions, 'order' | 'duplicates' | 'missing' | 'invalid'> {
  readonly instrument: Instrument | string;
  readonly timeframe: BarFrame | undefined;
  readonly adjustment: Adjustment | undefined;
  readonly where: string;
}

const PLAIN: readonly string[] = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'];
/** What `validateBars` did, apart from what it describes. */
const DONE: readonly string[] = ['ROWS_REORDERED', 'MISSING_DROPPED', 'INVALID_BARS_DROPPED', 'DUPLICATES_DROPPED'];

/**
 * Rows as bars, by the same rules as `validateBars`: what no option lets pass is refused.
 *
 * @throws DataError BAD_TIME
 * @throws MarketError those of `barSeries`
 */
export function barsOfRows(
  raw: RawColumns,
  options: BarsOfRowsOptions,
): { readonly bars: BarSeries; readonly findings: readonly DataFinding[] } {
  const findings: DataFinding[] = [];
  const { columns, rows } = timedRows(raw, options, findings);
  const { time, open, high, low, close, volume } = columns;
  const extra = Object.fromEntries(Object.entries(columns).filter(([name]) => !PLAIN.includes(name)));
  const frame = options.timeframe ?? frameOf(time, 'closeTime' in columns);
  const assumed = assumedCloseTimes(time, columns['closeTime'], frame);
  const closeTime = assumed ?? columns['closeTime'];
  if (volume === undefined && rows > 0) findings.push(volumeUnknown(rows));
  else if (volume !== undefined) {
    const count = countUnknown(volume);
    if (count > 0) findings.push({ code: 'VOLUME_UNKNOWN', what: 'rows have no volume: it is NaN there', count });
  }
  if (assumed !== undefined && frame !== undefined && rows > 0) {
    findings.push(closeTimesAssumed(frame, rows, 'the source'));
  }
  const { bars, done } = checked(
    { time, open, high, low, close, volume, closeTime, extra },
    { ...options, timeframe: frame },
  );
  return { bars, findings: [...findings, ...done] };
}

/** Without options that let something pass, what `validateBars` does is what `barSeries` does, and that is faster. */
function checked(
  columns: BarColumns,
  options: BarsOfRowsOptions,
): { readonly bars: BarSeries; readonly done: readonly DataFinding[] } {
  const { instrument, timeframe, adjustment, where: origin, ...policies } = options;
  const { order, duplicates, missing, invalid } = policies;
  const series = { instrument, timeframe, adjustment, origin };
  const strict = [order, duplicates, missing, invalid].every((policy) => policy === undefined || policy === 'refuse');
  if (strict) return { bars: barSeries(columns, series), done: [] };
  const { data, report } = validateBars(columns, { ...series, order, duplicates, missing, invalid });
  return { bars: data, done: report.findings.filter(({ code }) => DONE.includes(code)) };
}

/** Rows without a time have no place: they are refused, or dropped with the other missing values. */
function timedRows(raw: RawColumns, { missing, where }: BarsOfRowsOptions, findings: DataFinding[]): RawColumns {
  const time = raw.columns['time'];
  let first = 0;
  while (first < time.length && time[first] === time[first]) first++;
  if (first === time.length) return raw;
  const at = `${where}, row ${first}`;
  if (missing !== 'drop') {
    const fix = "correct it at its source, or drop such rows: { missing: 'drop' }";
    throw new DataError('BAD_TIME', { what: 'the row has no time', where: at, fix, column: 'time' });
  }
  const kept = Int32Array.from({ length: time.length }, (_, row) => row).filter((row) => !Number.isNaN(time[row]));
  const count = time.length - kept.length;
  findings.push({ code: 'MISSING_DROPPED', what: 'rows without a time were dropped', count, where: at });
  return takeRows(raw, kept);
}

/**
 * How long bars of these opens last, in whatever order they come and however often.
 *
 * @returns undefined where they do not show it
 */
export function frameOf(time: Float64Array, hasCloseTime: boolean): BarFrame | undefined {
  let ascending = true;
  for (let i = 1; i < time.length && ascending; i++) ascending = time[i] > time[i - 1];
  const sorted = ascending ? time : time.filter((moment) => !Number.isNaN(moment)).sort();
  const unique = ascending ? sorted : sorted.filter((moment, i) => moment !== sorted[i - 1]);
  return inferTimeframe(unique) ?? (hasCloseTime && unique.length > 0 ? 'irregular' : undefined);
}

function countUnknown(column: Float64Array): number {
  let count = 0;
  for (let i = 0; i < column.length; i++) if (column[i] !== column[i]) count++;
  return count;
}
