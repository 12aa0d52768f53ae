import { barSeries, type BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { identifier } from './identifier.ts';
import { mergeRows } from './merge-rows.ts';
import { parameterText } from './parameter-value.ts';
import { sendColumns } from './send-columns.ts';
import { sqlState } from './postgres-error.ts';
import { withSession, type Session } from './session.ts';
import { targetTable, type TargetColumn } from './target-table.ts';
import { checkTimestamp } from './timestamp.ts';
import { checkDifferent, checkedWriteOptions, COLUMN_NAMES, type WritePostgresOptions } from './write-options.ts';

/** What writing did. */
export interface WrittenBars {
  /** Bars whose times had no row. */
  readonly inserted: number;
  /** Rows that were there and are overwritten or removed. */
  readonly replaced: number;
}

/** A column with what goes into it. */
interface FullColumn extends TargetColumn {
  readonly values: Float64Array;
}

/**
 * Writes bars into a table of PostgreSQL by a binary COPY, in one transaction: all of them, or none.
 *
 * Every value is read back to the bit; one that is not known (NaN) is NULL. The table must be able to hold that: times
 * are timestamptz, all else double precision, and a unique index on the time, with the columns of `where`, lets no bar
 * be there twice. `create` makes such a table. Other writers of the table wait while rows are merged; readers do not.
 *
 * @returns how many bars are new, and how many rows they took the place of
 * @throws DataError ROWS_EXIST where nothing may be overwritten; TIME_NOT_EXACT for a time finer than microseconds,
 *   TIME_OUT_OF_RANGE; MISSING_TABLE, MISSING_COLUMN, COLUMN_TYPE, NO_UNIQUE_TIME, DUPLICATE_COLUMN; BAD_OPTION,
 *   BAD_NAME, BAD_PARAMETER, and what `postgresSource` throws of connections; the signal's reason or ABORTED
 * @throws MarketError as `barSeries`, for bars that are none
 * @example
 * const { inserted } = await writePostgres(bars, { connection: process.env.DATABASE_URL, table: 'bars', create: true });
 */
export async function writePostgres(bars: BarSeries, options: WritePostgresOptions): Promise<WrittenBars> {
  const { connection, table, schema, signal, statementTimeoutMs } = checkedWriteOptions(options);
  const where = schema === undefined ? table : `${schema}.${table}`;
  const columns = columnsOf(bars, options, where);
  const session = { where, access: 'READ WRITE', signal, statementTimeoutMs } as const;
  return withSession(connection, session, async (open) => {
    const written = await write(open, columns, options, where);
    await open.commit();
    return written;
  });
}

async function write(
  session: Session,
  columns: readonly FullColumn[],
  options: WritePostgresOptions,
  where: string,
): Promise<WrittenBars> {
  const { mode = 'refuse', where: filter = {} } = options;
  const target = await targetTable(session, columns, options, where);
  const rows = columns[0].values.length;
  if (rows === 0) return { inserted: 0, replaced: 0 };
  const values = Object.entries(filter).map(([name, value]) => parameterText(value, `where.${name}`)!);
  try {
    if (mode === 'refuse' && values.length === 0) {
      const list = columns.map(({ name }) => identifier(name)).join(', ');
      await sendColumns(session, `${target.name} (${list})`, columns);
      return { inserted: rows, replaced: 0 };
    }
    return await mergeRows(session, { target, columns, mode, names: Object.keys(filter), values });
  } catch (error) {
    throw sqlState(error) === '23505' ? existing(error, where) : error;
  }
}

function existing(cause: unknown, where: string): DataError {
  const detail = cause instanceof Error && 'detail' in cause && typeof cause.detail === 'string' ? cause.detail : '';
  const what = `the table has rows at some of these times: ${detail}`;
  const fix = "write other bars, or say what happens to them: { mode: 'upsert' } or 'replace'";
  return new DataError('ROWS_EXIST', { what, where, fix, cause });
}

/** The columns of bars that are known to be bars, and whose times the server can hold. */
function columnsOf(
  given: BarSeries,
  { columns: names = {}, where: filter = {} }: WritePostgresOptions,
  where: string,
): FullColumn[] {
  const { instrument, timeframe, adjustment } = given;
  const bars = barSeries(given, { instrument, timeframe, adjustment, origin: where });
  const { closeTime } = bars;
  for (const times of closeTime === undefined ? [bars.time] : [bars.time, closeTime]) {
    for (let i = 0; i < times.length; i++) checkTimestamp(times[i], where);
  }
  const prices = (['open', 'high', 'low', 'close'] as const).map((name) => ({
    name,
    values: bars[name],
    isNeeded: true,
  }));
  const plain = [...prices, { name: 'volume' as const, values: bars.volume, isNeeded: false }];
  const columns: FullColumn[] = [
    { name: names.time ?? COLUMN_NAMES.time, values: bars.time, isTime: true, isNeeded: true },
    ...plain.map((column) => ({ ...column, name: names[column.name] ?? COLUMN_NAMES[column.name], isTime: false })),
  ];
  if (closeTime !== undefined) {
    columns.push({ name: names.closeTime ?? COLUMN_NAMES.closeTime, values: closeTime, isTime: true, isNeeded: true });
  }
  for (const [name, values] of Object.entries(bars.extra))
    columns.push({ name, values, isTime: false, isNeeded: false });
  checkDifferent([...Object.keys(filter), ...columns.map(({ name }) => name)], where);
  return columns;
}
