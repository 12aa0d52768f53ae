import type { BarQuery, BarSeries, DataReport, DataSource } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { barsOfColumns } from './bars-of-columns.ts';
import { checkedSourceOptions, type PostgresSourceOptions } from './postgres-options.ts';
import { readTable } from './read-table.ts';
import { withSession } from './session.ts';

/**
 * Bars from a table, a view or a statement in PostgreSQL, read by a binary COPY straight into columns.
 *
 * Every query is one read-only transaction on one snapshot, ordered by time, whose zone is UTC whatever the session or
 * this machine is set to. The range of the query goes to the server; rows outside are counted there. Types are read as
 * they are: float8 to the bit, float4 and integers exactly (int8 to the nearest double), numeric to the nearest double,
 * timestamptz to the microsecond, timestamp and date as UTC or in `timeZone`; NULL is NaN. An aborted query cancels the
 * statement. A connection string or a configuration is connected for each query and closed after it.
 *
 * Names are always quoted, and times are written by this source. Values of `where` and `params` never become text of a
 * statement: COPY takes no parameters, so they are sent bound, into settings of the transaction, and `$1` reads its
 * setting (`current_setting('tidemark.p1')::type`, with the type that the server takes the parameter for).
 *
 * @throws DataError BAD_OPTION at once; when read DRIVER_MISSING, BAD_CONNECTION, SERVER_UNREACHABLE, TLS_FAILED,
 *   LOGIN_REFUSED, MISSING_DATABASE, SERVER_FULL, CONNECTION_BUSY, CONNECTION_CLOSED; MISSING_TABLE, MISSING_COLUMN,
 *   DUPLICATE_COLUMN, COLUMN_TYPE, PERMISSION_DENIED; BAD_NAME, BAD_PARAMETER, BAD_STATEMENT, STATEMENT_WRITES,
 *   STATEMENT_CANCELLED, STATEMENT_FAILED; CONNECTION_LOST, INCOMPLETE_COPY, COPY_MALFORMED; those of a query:
 *   BAD_RANGE, TIMEFRAME_UNAVAILABLE, the signal's reason or ABORTED; BAD_TIME, AMBIGUOUS_LOCAL_TIME,
 *   NONEXISTENT_LOCAL_TIME. None of them tells a password or a connection string
 * @throws MarketError as `barSeries`, for rows that are not allowed to pass
 * @example
 * const source = postgresSource({ connection: process.env.DATABASE_URL, table: 'bars', where: { symbol: 'ES' }, instrument: 'ES' });
 * const { data, report } = await source.bars({ from: Date.UTC(2024, 0), to: Date.UTC(2025, 0) });
 */
export function postgresSource(options: PostgresSourceOptions): DataSource {
  const checked = checkedSourceOptions(options);
  const { connection, table, schema, statementTimeoutMs } = checked;
  const name = checked.name ?? (table === undefined ? 'sql' : schema === undefined ? table : `${schema}.${table}`);
  return {
    name,
    async bars(query = {}) {
      checkQuery(query, checked, name);
      const { signal } = query;
      const session = { where: name, access: 'READ ONLY', signal, statementTimeoutMs } as const;
      const read = await withSession(connection, session, (open) => readTable(open, checked, query, name));
      return answer(read, query, checked, name);
    },
  };
}

function answer(
  read: Awaited<ReturnType<typeof readTable>>,
  { timeframe }: BarQuery,
  options: PostgresSourceOptions,
  name: string,
): { readonly data: BarSeries; readonly report: DataReport } {
  const { data, report } = barsOfColumns(read, options, name);
  if (timeframe !== undefined && timeframe !== data.timeframe) throw otherFrame(timeframe, data.timeframe, name);
  return { data, report };
}

/** What can be refused without asking the server. */
function checkQuery(
  { from = -Infinity, to = Infinity, timeframe }: BarQuery,
  options: PostgresSourceOptions,
  where: string,
): void {
  if (!(from <= to)) {
    const fix = 'give epoch milliseconds, from before to (a bar at `to` is left out)';
    throw new DataError('BAD_RANGE', { what: `from ${from} is not before to ${to}`, where, fix });
  }
  if (timeframe === undefined || options.timeframe === undefined || timeframe === options.timeframe) return;
  throw otherFrame(timeframe, options.timeframe, where);
}

function otherFrame(asked: string, there: string, where: string): DataError {
  return new DataError('TIMEFRAME_UNAVAILABLE', {
    what: `the bars are ${there}, not ${asked}`,
    where,
    fix: `ask for ${there} and resample: resampleBars(bars, '${asked}')`,
  });
}
