import { nearestName } from '@tidemark/core-errors';
import { barsBetween, type AbortSignalLike, type BarQuery, type BarSeries } from '@tidemark/core-market';
import type { DataFinding, DataReport } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { describeBars } from '../quality/describe-bars.ts';

/** What a source knows before it is asked: its name, how many rows it read, what it met. */
export interface SourceFacts {
  readonly source: string;
  /** Rows read; the bars themselves where left out. */
  readonly rows?: number | undefined;
  readonly findings?: readonly DataFinding[] | undefined;
}

/**
 * The bars of a query out of all the bars of a source, with their report. Bars outside the range are counted.
 *
 * @throws DataError MISSING_COLUMN, TIMEFRAME_UNAVAILABLE, BAD_RANGE
 */
export function answerQuery(
  all: BarSeries,
  { from = -Infinity, to = Infinity, timeframe, columns = [] }: BarQuery,
  { source, rows = all.length, findings = [] }: SourceFacts,
): { readonly data: BarSeries; readonly report: DataReport } {
  if (!(from <= to)) {
    const fix = 'give epoch milliseconds, from before to (a bar at `to` is left out)';
    throw new DataError('BAD_RANGE', { what: `from ${from} is not before to ${to}`, where: source, fix });
  }
  if (timeframe !== undefined && timeframe !== all.timeframe) {
    throw new DataError('TIMEFRAME_UNAVAILABLE', {
      what: `the bars are ${all.timeframe}, not ${timeframe}`,
      where: source,
      fix: `ask for ${all.timeframe} and resample: resampleBars(bars, '${timeframe}')`,
    });
  }
  for (const column of columns) if (!(column in all.extra)) throw unknownColumn(column, all, source);
  const data = barsBetween(all, from, to);
  const outside = all.length - data.length;
  const what = 'bars lie outside the range asked for';
  const range = outside === 0 ? [] : [{ code: 'OUTSIDE_RANGE', what, count: outside }];
  return { data, report: describeBars(data, { source, rows, findings: [...findings, ...range] }) };
}

function unknownColumn(column: string, { extra }: BarSeries, where: string): DataError {
  const known = Object.keys(extra);
  const meant = nearestName(column, known);
  const has = known.length === 0 ? 'it has no further columns' : `it has ${known.join(', ')}`;
  const fix = meant === undefined ? has : `did you mean ${meant}?`;
  return new DataError('MISSING_COLUMN', { what: `there is no column ${column}`, where, fix, column });
}

/**
 * Ends the work of a caller that has gone away.
 *
 * @throws the signal's reason; DataError ABORTED where it has none
 */
export function throwIfAborted(signal: AbortSignalLike | undefined, where: string): void {
  if (signal?.aborted !== true) return;
  throw signal.reason ?? new DataError('ABORTED', { what: 'reading was called off', where });
}
