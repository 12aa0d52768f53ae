import {
  barSeries,
  inferTimeframe,
  type Adjustment,
  type BarFrame,
  type BarSeries,
  type DataFinding,
  type Instrument,
} from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { assumedCloseTimes, closeTimesAssumed, volumeUnknown } from '../assumed-columns.ts';
import type { CsvColumns } from './parse-csv.ts';

export interface CsvBarsOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** Left out: the most frequent distance between rows. */
  readonly timeframe?: BarFrame | undefined;
  /** What the prices are adjusted for, `none` by default: a file does not say it. */
  readonly adjustment?: Adjustment | undefined;
  /** Names the text in messages: `es.csv`. */
  readonly origin?: string | undefined;
}

/**
 * A series of bars on the columns of a CSV. Monthly, quarterly and yearly bars of a file without close times close
 * when their frame ends in UTC, which is said in `findings`.
 *
 * @throws DataError EMPTY_FILE for a file with a header only
 * @throws MarketError UNKNOWN_TIMEFRAME where too few rows show it, TIMEFRAME_TOO_LONG where the rows say otherwise, CLOSE_TIME_NEEDED for irregular bars without
 *   closeTime, NAN_PRICE where missing prices were kept
 */
export function csvBars(
  columns: CsvColumns,
  { instrument, timeframe, adjustment, origin = 'csv' }: CsvBarsOptions,
): { readonly bars: BarSeries; readonly findings: readonly DataFinding[] } {
  if (columns.length === 0) {
    throw new DataError('EMPTY_FILE', {
      what: columns.rows === 0 ? 'there is a header and no row' : `none of its ${columns.rows} rows was kept`,
      where: origin,
      fix: 'check the export that wrote it, or the options that drop rows',
    });
  }
  const { time, open, high, low, close, volume, extra } = columns;
  const frame = timeframe ?? inferTimeframe(time);
  const assumed = assumedCloseTimes(time, columns.closeTime, frame);
  const closeTime = assumed ?? columns.closeTime;
  const prices = { time, open, high, low, close, volume, closeTime, extra };
  const bars = barSeries(prices, {
    instrument,
    timeframe: assumed === undefined ? timeframe : frame,
    adjustment,
    origin,
  });
  const findings = [...columns.findings];
  if (volume === undefined) findings.push(volumeUnknown(bars.length));
  if (assumed !== undefined) findings.push(closeTimesAssumed(bars.timeframe, bars.length, 'the file'));
  return { bars, findings };
}
