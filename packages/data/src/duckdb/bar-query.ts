import type { BarFrame, BarQuery, BarSeries, DataFinding, DataReport } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { answerQuery } from '../sources/answer-query.ts';
import { barLayout, writtenLayout, type BarLayout, type LaidOut } from './bar-layout.ts';
import { columnNotes, timeNotes, untimedNotes } from './bar-notes.ts';
import { barsOfRows, frameOf } from './bars-of-rows.ts';
import type { Session } from './database.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import { identifier } from './identifier.ts';
import { knownSeries } from './known-series.ts';
import { readRows, rowsBetween, type RawColumns } from './read-rows.ts';
import { headerOf, run, type Relation } from './relation.ts';
import type { SeriesFacts } from './series-facts.ts';
import { TimeColumn } from './time-column.ts';
import { timeFilter } from './time-filter.ts';
import { countRows, frameOfAll, learnUnit, type RowCount } from './time-questions.ts';

/** Where bars are read from, once it is known what it is. */
export interface BarRelation {
  readonly session: Session;
  readonly relation: Relation;
  /** `parquet` counts its rows without reading them; `csv` has to be read whole anyway. */
  readonly kind: 'parquet' | 'csv' | 'sql';
  readonly facts: SeriesFacts | undefined;
  /** How the report calls it, and how errors do. */
  readonly name: string;
  readonly where: string;
}

/**
 * The bars of a query. A range is left to DuckDB, which skips the parts of a Parquet file that lie outside of it.
 *
 * @throws DataError those of `duckdbSource`
 */
export async function barQuery(
  source: BarRelation,
  options: DuckDbSourceOptions,
  query: BarQuery,
): Promise<{ readonly data: BarSeries; readonly report: DataReport }> {
  const { facts, name, where } = source;
  const { from = -Infinity, to = Infinity } = query;
  assertRange(from, to, name);
  const series = knownSeries(options, facts, where);
  const layout = await layoutFor(source, options, query);
  const read = await readRange(source, layout, options, {
    from,
    to,
    signal: query.signal,
    timeframe: series.timeframe,
  });
  const { raw, total, timeframe } = read;
  if (total.rows === 0 && timeframe === undefined) {
    const fix = 'check the query or the file, or give the timeframe of the bars that are not there';
    throw new DataError('NO_ROWS', { what: 'there is no row', where, fix });
  }
  const within = rowsBetween(raw, from, to);
  const findings: DataFinding[] = [];
  if (total.rows === 0) findings.push({ code: 'NO_ROWS', what: 'there is no row', count: 1 });
  findings.push(...untimedNotes(total.untimed, options, where));
  const { bars, findings: found } = barsOfRows(within, { ...options, ...series, timeframe, where });
  findings.push(...timeNotes(read.times), ...columnNotes(within, layout, source.session.driver), ...found);
  const outside = total.rows - total.untimed - within.rows;
  const what = 'bars lie outside the range asked for';
  if (outside > 0) findings.push({ code: 'OUTSIDE_RANGE', what, count: outside });
  return answerQuery(bars, query, { source: name, rows: total.rows, findings });
}

function assertRange(from: number, to: number, where: string): void {
  if (from <= to) return;
  const fix = 'give epoch milliseconds, from before to (a bar at `to` is left out)';
  throw new DataError('BAD_RANGE', { what: `from ${from} is not before to ${to}`, where, fix });
}

async function layoutFor(
  { session, relation, kind, facts, where }: BarRelation,
  { extra, columns }: DuckDbSourceOptions,
  query: BarQuery,
): Promise<BarLayout> {
  const header = await headerOf(session, relation);
  const asked = query.columns ?? [];
  if (facts === undefined || columns !== undefined) {
    const further = [...new Set([...(extra ?? []), ...asked])];
    return barLayout(header, session.driver, { columns, extra: further, textNumbers: kind === 'csv', where });
  }
  const written = extra ?? facts.extra.map(([name]) => name);
  return writtenLayout(header, session.driver, { facts, extra: [...new Set([...written, ...asked])], where });
}

interface Reading extends Pick<BarQuery, 'signal'> {
  readonly from: number;
  readonly to: number;
  readonly timeframe: BarFrame | undefined;
}

interface ReadRange {
  /** The rows of the range, or more. */
  readonly raw: RawColumns;
  /** All rows there are, and those of them without a time that were not read. */
  readonly total: RowCount;
  /** That of the whole, not of the range. */
  readonly timeframe: BarFrame | undefined;
  readonly times: readonly TimeColumn[];
}

async function readRange(
  source: BarRelation,
  layout: BarLayout,
  options: DuckDbSourceOptions,
  { from, to, signal, timeframe }: Reading,
): Promise<ReadRange> {
  const { session, relation, kind, where } = source;
  const timeColumn = (column: LaidOut): TimeColumn => {
    // Times of ours that are numbers are epoch ms, whatever their size.
    const told = source.facts === undefined ? options : { timeUnit: 'ms' as const };
    return new TimeColumn(column, session.driver, told, where);
  };
  const time = timeColumn(layout.time);
  const closeTime = layout.closeTime && timeColumn(layout.closeTime);
  const bounded = kind !== 'csv' && (from > -Infinity || to < Infinity);
  if (bounded) await learnUnit(session, relation, time);
  const filter = bounded ? timeFilter(relation, time, { from, to, driver: session.driver }) : undefined;
  const counted = kind === 'parquet' || filter !== undefined ? await countRows(session, relation, time) : undefined;
  const hasCloseTime = closeTime !== undefined;
  let frame = timeframe;
  if (filter !== undefined && frame === undefined) {
    frame = await frameOfAll(session, relation, timeColumn(layout.time), { hasCloseTime, signal, where });
  }
  const numbers = [...layout.prices, ...layout.extra];
  const fields = [
    { name: 'time', time, sql: time.sql },
    ...numbers.map(({ name, column }) => ({ name, time: undefined, sql: `${identifier(column)}::double` })),
    ...(closeTime === undefined ? [] : [{ name: 'closeTime', time: closeTime, sql: closeTime.sql }]),
  ];
  const select = `select ${fields.map(({ sql }) => sql).join(', ')}`;
  const result = await run(session, filter?.relation ?? relation, select, filter?.where);
  const expected = filter === undefined ? counted?.rows : undefined;
  const raw = await readRows(result, { fields, expected, signal, where });
  const times = closeTime === undefined ? [time] : [time, closeTime];
  if (filter === undefined) {
    frame ??= frameOf(raw.columns['time'], hasCloseTime);
    return { raw, total: { rows: raw.rows, untimed: 0 }, timeframe: frame, times };
  }
  return { raw, total: counted ?? { rows: raw.rows, untimed: 0 }, timeframe: frame, times };
}
