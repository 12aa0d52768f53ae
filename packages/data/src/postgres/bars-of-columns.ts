import {
  barSeries,
  inferTimeframe,
  type BarColumns,
  type BarFrame,
  type BarSeries,
  type BarSeriesOptions,
  type DataFinding,
  type DataReport,
} from '@tidemark/core-market';
import { validateBars } from '../handlers/validate.ts';
import { assumedCloseTimes, closeTimesAssumed, volumeUnknown } from '../sources/assumed-columns.ts';
import { describeBars } from '../quality/describe-bars.ts';
import type { PostgresSourceOptions } from './postgres-options.ts';
import type { TableRead } from './read-table.ts';

/**
 * The bars of what was read, with the report: as `validateBars`, which is asked only where some row cannot be a bar.
 *
 * @throws MarketError as `barSeries`; DataError BAD_TIME
 */
export function barsOfColumns(
  { columns, rows, sample, findings }: TableRead,
  { instrument, timeframe, adjustment, order, duplicates, missing, invalid }: PostgresSourceOptions,
  origin: string,
): { readonly data: BarSeries; readonly report: DataReport } {
  const frame = timeframe ?? frameOf(sample, columns);
  const assumed = assumedCloseTimes(columns.time, columns.closeTime, frame);
  const closeTime = assumed ?? columns.closeTime;
  const series = { instrument, timeframe: frame, adjustment, origin };
  const policy = { order, duplicates, missing, invalid };
  const { data, report } = validated({ ...columns, closeTime }, series, policy);
  const said = [...findings];
  if (columns.volume === undefined && data.length > 0) said.push(volumeUnknown(data.length));
  if (assumed !== undefined && data.length > 0) {
    said.push(closeTimesAssumed(data.timeframe, data.length, 'the table', 'close_time'));
  }
  return { data, report: { ...report, source: origin, rows, findings: [...said, ...report.findings] } };
}

function frameOf(sample: Float64Array, { closeTime }: BarColumns): BarFrame | undefined {
  return inferTimeframe(sample) ?? (closeTime === undefined ? undefined : 'irregular');
}

type Policy = Pick<PostgresSourceOptions, 'order' | 'duplicates' | 'missing' | 'invalid'>;

/** Columns without a fault are bars as they are; to look for rows to drop would take longer than to read them. */
function validated(
  columns: BarColumns,
  series: BarSeriesOptions,
  policy: Policy,
): {
  readonly data: BarSeries;
  readonly report: {
    readonly bars: number;
    readonly from: number | null;
    readonly to: number | null;
    readonly findings: readonly DataFinding[];
  };
} {
  const data = faultless(columns, series);
  if (data === undefined) return validateBars(columns, { ...series, ...policy });
  return { data, report: describeBars(data, { source: '' }) };
}

function faultless(columns: BarColumns, series: BarSeriesOptions): BarSeries | undefined {
  try {
    return barSeries(columns, series);
  } catch {
    return undefined;
  }
}
