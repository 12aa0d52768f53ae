import * as z from 'zod';
import { DataError } from '../error.ts';
import { assertOptions } from '../sources/assert-options.ts';
import type { PostgresColumnName } from './bar-fields.ts';
import type { PostgresScalar } from './parameter-value.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { sharedShape } from './postgres-options.ts';
import type { AbortSignalLike } from '@tidemark/core-market';

export interface WritePostgresOptions {
  /** A connection string, what `pg` is configured with, or a client or pool of yours, which stays open. */
  readonly connection: PostgresConnection;
  readonly table: string;
  /** Left out: what the search_path of the user finds. */
  readonly schema?: string | undefined;
  /** What every row says besides its bar: `{ symbol: 'ES' }`. It is part of the key, as the time is. */
  readonly where?: Readonly<Record<string, PostgresScalar>> | undefined;
  /** Names of the columns; left out: time, open, high, low, close, volume, close_time. Extra columns keep theirs. */
  readonly columns?: Readonly<Partial<Record<PostgresColumnName, string | undefined>>> | undefined;
  /** Makes the table where there is none. */
  readonly create?: boolean | undefined;
  /**
   * What is there already: `refuse` (default) writes nothing where one of the times has a row; `upsert` overwrites such
   * rows; `replace` first removes every row from the first bar's time to the last one's.
   */
  readonly mode?: 'refuse' | 'upsert' | 'replace' | undefined;
  /** The server stops a statement that takes longer; left out, as the server is set. */
  readonly statementTimeoutMs?: number | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

const schema = z.strictObject({
  ...sharedShape,
  table: z.string().min(1),
  create: z.boolean().optional(),
  mode: z.enum(['refuse', 'upsert', 'replace']).optional(),
  signal: z.custom<object>((value) => typeof value === 'object' && value !== null, 'give an AbortSignal').optional(),
});

/**
 * The options as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION, BAD_PARAMETER
 */
export function checkedWriteOptions(options: WritePostgresOptions): WritePostgresOptions {
  assertOptions(schema, options, { of: 'writePostgres', see: 'WritePostgresOptions' });
  return options;
}

/** The names of columns where the options say nothing. */
export const COLUMN_NAMES: Readonly<Record<PostgresColumnName, string>> = {
  time: 'time',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  volume: 'volume',
  closeTime: 'close_time',
};

/** @throws DataError DUPLICATE_COLUMN where two columns would have one name */
export function checkDifferent(names: readonly string[], where: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  const fix = 'give each a name of its own: { columns: … }';
  throw new DataError('DUPLICATE_COLUMN', { what: `two columns would be called ${twice}`, where, fix, column: twice });
}
