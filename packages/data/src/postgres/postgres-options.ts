import type { Adjustment, BarFrame, Instrument } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../error.ts';
import { assertOptions } from '../sources/assert-options.ts';
import type { PostgresColumnName } from './bar-fields.ts';
import type { PostgresScalar, PostgresValue } from './parameter-value.ts';
import type { PostgresConnection } from './postgres-connection.ts';

export interface PostgresSourceOptions {
  /** A connection string, what `pg` is configured with, or a client or pool of yours, which stays open. */
  readonly connection: PostgresConnection;
  /** A table or view, as it is written in the catalog: capitals count. */
  readonly table?: string | undefined;
  /** Left out: what the search_path of the user finds. */
  readonly schema?: string | undefined;
  /** Rows of a table to read: `{ symbol: 'ES' }`. */
  readonly where?: Readonly<Record<string, PostgresScalar>> | undefined;
  /** Instead of a table: one statement that selects, with `$1`, `$2` ... for `params`. */
  readonly sql?: string | undefined;
  readonly params?: readonly PostgresValue[] | undefined;
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** Left out: the most frequent distance between the first 10,000 times of all rows. */
  readonly timeframe?: BarFrame | undefined;
  /** What the prices are adjusted for, `none` by default: a table does not say it. */
  readonly adjustment?: Adjustment | undefined;
  /** Columns that are named unusually: `{ time: 'bucket_start', close: 'last' }`. */
  readonly columns?: Readonly<Partial<Record<PostgresColumnName, string | undefined>>> | undefined;
  /** Further columns to read as numbers; times among them are epoch ms. */
  readonly extra?: readonly string[] | undefined;
  /** The IANA zone of a `timestamp` or `date`; left out, they are read as UTC. */
  readonly timeZone?: string | undefined;
  /** A local time that occurs twice when clocks go back: refused by default. */
  readonly ambiguousTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** A local time that clocks jump over: refused by default. */
  readonly nonexistentTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** The unit of a time that is a number: needed there. */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns' | undefined;
  /** A column that orders rows of one time: needed with `duplicates`, for a table has no order of its own. */
  readonly tieBreak?: string | undefined;
  /** Rows of one time: refused by default, or the first or last of them by `tieBreak` is kept. */
  readonly duplicates?: 'refuse' | 'first' | 'last' | undefined;
  /** Rows without a price (NULL or NaN): refused by default, or dropped and counted. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** Bars that cannot be: refused by default, or dropped and counted. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
  /** Local times that are not in order once they are UTC: refused by default, or sorted and counted. */
  readonly order?: 'refuse' | 'sort' | undefined;
  /** False: rows outside of a query's range are not counted, which of a very large table takes its time. */
  readonly countOutside?: boolean | undefined;
  /** The server stops a statement that takes longer; left out, as the server is set. */
  readonly statementTimeoutMs?: number | undefined;
  /** Names the source in reports and messages; left out: the table. */
  readonly name?: string | undefined;
}

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'] as const;
const choice = z.enum(['refuse', 'earlier', 'later']).optional();
const number = z.custom<number>((value) => typeof value === 'number', 'give a number'); // NaN is one
const scalar = z.union([z.string(), number, z.bigint(), z.boolean(), z.instanceof(Date)]);
const text = z.string().min(1);
const object = z.custom<object>((value) => typeof value === 'object' && value !== null, 'give an object');
const connection = z.union([text, object], 'give a connection string, a configuration, a client or a pool');

/** Options that reading and writing share. */
export const sharedShape = {
  connection,
  schema: text.optional(),
  where: z.record(text, scalar).optional(),
  columns: z.partialRecord(z.enum(columnNames), text.optional()).optional(),
  statementTimeoutMs: z.int().min(1).max(2_147_483_647).optional(),
};

const shape = {
  ...sharedShape,
  table: text.optional(),
  sql: text.optional(),
  params: z.array(z.union([scalar, z.null(), z.array(scalar)])).optional(),
  instrument: z.union([text, object], 'give a symbol or an instrument'),
  timeframe: text.optional(),
  adjustment: z.enum(['none', 'splits', 'total']).optional(),
  extra: z.array(text).optional(),
  timeZone: text.optional(),
  ambiguousTime: choice,
  nonexistentTime: choice,
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  tieBreak: text.optional(),
  duplicates: z.enum(['refuse', 'first', 'last']).optional(),
  missing: z.enum(['refuse', 'drop']).optional(),
  invalid: z.enum(['refuse', 'drop']).optional(),
  order: z.enum(['refuse', 'sort']).optional(),
  countOutside: z.boolean().optional(),
  name: text.optional(),
};

const schema = z.strictObject(shape);

/**
 * The options of a source as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function checkedSourceOptions(options: PostgresSourceOptions): PostgresSourceOptions {
  assertOptions(schema, options, { of: 'a PostgreSQL source', see: 'PostgresSourceOptions' });
  const { table, sql, where, params, schema: home, duplicates = 'refuse', tieBreak } = options;
  const bad = (what: string, fix: string): DataError => new DataError('BAD_OPTION', { what, where: 'options', fix });
  if ((table === undefined) === (sql === undefined)) {
    throw bad('there must be either a table or sql', "give { table: 'bars' } or { sql: 'select …' }");
  }
  if (sql !== undefined && (where ?? home) !== undefined) {
    throw bad('where and schema belong to a table, not to sql', 'write them into the statement, with $1 and params');
  }
  if (table !== undefined && params !== undefined) {
    throw bad('params belong to sql, not to a table', 'give { where: { symbol: … } }');
  }
  if (sql?.includes('\0')) throw bad('sql holds a NUL', 'give text');
  if (duplicates !== 'refuse' && tieBreak === undefined) {
    const fix = "name a column that orders rows of one time: { tieBreak: 'inserted_at' }";
    throw bad(`duplicates: '${duplicates}' does not say by which order`, fix);
  }
  return options;
}
