import { isTimeframe, type Adjustment, type BarFrame, type Instrument } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../error.ts';
import type { CsvColumnName } from '../sources/csv/csv-options.ts';
import { assertOptions } from '../sources/assert-options.ts';

/** A value that SQL is given beside its text. */
export type SqlValue = string | number | bigint | boolean | null;

/** Where bars are and how they are to be read. */
export interface DuckDbSourceOptions {
  /** A `.parquet` or `.csv` file, or a pattern of them: `bars/*.parquet`. Either this or `sql`. */
  readonly path?: string | undefined;
  /** One SELECT in the dialect of DuckDB: `select * from 'bars.parquet' where symbol = $symbol`. */
  readonly sql?: string | undefined;
  /** What stands for `?` and `$1` (a list) or `$name` (an object) in the SQL. */
  readonly params?: readonly SqlValue[] | Readonly<Record<string, SqlValue>> | undefined;
  /** Files, patterns and folders (with a slash at the end) that the SQL may read besides those that it names in quotes. */
  readonly files?: readonly string[] | undefined;
  /** A DuckDB file whose tables the SQL reads; it is not written. Left out: an empty database in memory. */
  readonly database?: string | undefined;
  /** How the report calls the source. Left out: the file's name, or `duckdb`. */
  readonly name?: string | undefined;
  /** A symbol alone stands for an instrument in USD with multiplier 1. Files of `writeParquet` say it themselves. */
  readonly instrument?: Instrument | string | undefined;
  /** Left out: what the file says, or the most frequent distance between rows. */
  readonly timeframe?: BarFrame | undefined;
  /** What the prices are adjusted for. Left out: what the file says, or `none`. */
  readonly adjustment?: Adjustment | undefined;
  /** Columns that are named unusually: `{ time: 'Datum', close: 'Last' }`. */
  readonly columns?: Readonly<Partial<Record<CsvColumnName, string | undefined>>> | undefined;
  /** Further columns to read as numbers. Left out: those that `writeParquet` wrote, of other files none. */
  readonly extra?: readonly string[] | undefined;
  /** The IANA zone of times that carry none; left out, they are read as UTC. */
  readonly timeZone?: string | undefined;
  /** A local time that occurs twice when clocks go back: refused by default. */
  readonly ambiguousTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** A local time that clocks jump over: refused by default. */
  readonly nonexistentTime?: 'refuse' | 'earlier' | 'later' | undefined;
  /** The unit of times that are numbers; left out, it is told by their size and must be the same in every row. */
  readonly timeUnit?: 's' | 'ms' | 'us' | 'ns' | undefined;
  /** How times in words are written where it is not ISO 8601: `dd/MM/yyyy HH:mm`. */
  readonly timeFormat?: string | undefined;
  /** Rows that are not oldest first: refused by default. */
  readonly order?: 'refuse' | 'sort' | undefined;
  /** Rows of one time: refused by default, or the first or last of them is kept. */
  readonly duplicates?: 'refuse' | 'first' | 'last' | undefined;
  /** NULL or NaN as a price or a time: refused by default, or its row dropped and counted. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** A bar that cannot be: refused by default, or dropped and counted. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
  /** Threads that DuckDB may use. Left out: one for each core. */
  readonly threads?: number | undefined;
  /** Memory that DuckDB may use, `2GB`; beyond that it uses the disk. Left out: four fifths of the machine. */
  readonly memoryLimit?: string | undefined;
}

/** A file or its folder; what lies on another machine is fetched by other means. */
export const localPath = z
  .string()
  .min(1, 'the path is empty')
  .refine((path) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(path), 'this is on the network: fetch the file first')
  .refine((path) => !path.includes('\0'), 'a path has no zero byte');

const instrument = z.union(
  [
    z.string().min(1),
    z.object({
      symbol: z.string().min(1),
      currency: z.string().min(1),
      multiplier: z.number().positive(),
      tickSize: z.number().positive().optional(),
      lotSize: z.number().positive().optional(),
    }),
  ],
  'give a symbol or an instrument: instrument("ES", { tickSize: 0.25 })',
);

const timeframe = z
  .string()
  .refine((text) => text === 'irregular' || isTimeframe(text), 'write a count and a unit: 1m, 4h, 1d; or irregular');

/** What the options of sources and stores share. */
export const seriesShape = {
  timeframe: timeframe.optional(),
  adjustment: z.enum(['none', 'splits', 'total']).optional(),
  threads: z.int().min(1).max(1024).optional(),
  memoryLimit: z
    .string()
    .regex(/^\d+(?:\.\d+)? ?(?:[KMGT]i?B)$/i, 'write it as 500MB or 2GB')
    .optional(),
};

export const instrumentSchema = instrument;
export const timeframeSchema = timeframe;

const columnNames = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime', 'adjclose'] as const;
const sqlValue = z.union(
  [z.string(), z.number(), z.nan(), z.bigint(), z.boolean(), z.null()],
  'give texts, numbers, bigints, booleans or null',
);

const schema = z.strictObject({
  ...seriesShape,
  path: localPath.optional(),
  sql: z
    .string()
    .regex(/[^\s;]/, 'the SQL is empty')
    .optional(),
  params: z.union([z.array(sqlValue), z.record(z.string(), sqlValue)], 'give a list, or an object by name').optional(),
  files: z.array(localPath).optional(),
  database: localPath.optional(),
  name: z.string().min(1).optional(),
  instrument: instrument.optional(),
  columns: z.partialRecord(z.enum(columnNames), z.string().min(1).optional()).optional(),
  extra: z.array(z.string()).optional(),
  timeZone: z.string().min(1).optional(),
  ambiguousTime: z.enum(['refuse', 'earlier', 'later']).optional(),
  nonexistentTime: z.enum(['refuse', 'earlier', 'later']).optional(),
  timeUnit: z.enum(['s', 'ms', 'us', 'ns']).optional(),
  timeFormat: z.string().regex(/yyyy/, 'name the year: yyyy').optional(),
  order: z.enum(['refuse', 'sort']).optional(),
  duplicates: z.enum(['refuse', 'first', 'last']).optional(),
  missing: z.enum(['refuse', 'drop']).optional(),
  invalid: z.enum(['refuse', 'drop']).optional(),
});

/**
 * Options that are options, and say where the bars are.
 *
 * @throws DataError BAD_OPTION
 */
export function assertSourceOptions(options: DuckDbSourceOptions): void {
  assertOptions(schema, options, { of: 'a DuckDB source', see: 'DuckDbSourceOptions' });
  const { path, sql, params, files, database } = options;
  if ((path === undefined) === (sql === undefined)) {
    const what = path === undefined ? 'neither path nor sql is given' : 'both path and sql are given';
    throw new DataError('BAD_OPTION', {
      what,
      where: 'options',
      fix: "give { path: 'bars.parquet' } or { sql: 'select …' }",
    });
  }
  if (path === undefined) return;
  const [name] = Object.entries({ params, files, database }).find(([, value]) => value !== undefined) ?? [];
  if (name === undefined) return;
  throw new DataError('BAD_OPTION', {
    what: `${name} belongs to sql, not to path`,
    where: `options.${name}`,
    fix: 'leave it out',
  });
}
