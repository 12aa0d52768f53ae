import { basename } from 'node:path';
import type { DataSource } from '@tidemark/core-market';
import { throwIfAborted } from '../sources/answer-query.ts';
import { TimeReader } from '../sources/csv/time-reader.ts';
import { barQuery } from './bar-query.ts';
import { withDatabase } from './database.ts';
import { assertSourceOptions, type DuckDbSourceOptions } from './duckdb-options.ts';
import { fileSource } from './file-source.ts';
import { interruptible } from './interruptible.ts';
import { namedFiles, sorted, type NamedFiles } from './named-files.ts';
import { pathFiles, sqlRelation } from './relation.ts';

/**
 * Bars from Parquet and CSV files, or from any SELECT over them, by an embedded DuckDB. Files are read anew each time
 * bars are asked for. Columns are found by name, in any case, with the synonyms of `csvSource`. Times may be timestamps
 * with or without a zone, dates, epochs or ISO 8601 texts; NULL is a missing value. A query's range and columns are
 * left to DuckDB, which skips what it need not read of a Parquet file; give the timeframe, and a range is read without
 * a look at all times. A range over `sql` runs the SQL once more, to count what lies outside.
 *
 * Values travel beside the SQL, never in it. DuckDB loads no extension, reaches no network, writes nothing, and reads no
 * files but the path, those that the SQL names in quotes, and `files`.
 *
 * @throws DataError BAD_OPTION, UNKNOWN_TIME_ZONE at once; when read DRIVER_MISSING, FILE_MISSING, FILE_REFUSED, FILE_DAMAGED,
 *   FILE_UNREADABLE, EMPTY_FILE, UNKNOWN_FORMAT, SQL_FAILED, NOT_A_SELECT, BAD_PARAMS, OUT_OF_MEMORY; of columns
 *   MISSING_COLUMN, DUPLICATE_COLUMN, BAD_COLUMN_TYPE; of what a file says of itself BAD_METADATA, MIXED_SERIES,
 *   CONTRADICTS_FILE, INSTRUMENT_NEEDED; of times BAD_TIME, BAD_TIMESTAMP, MIXED_TIMESTAMP_UNITS,
 *   AMBIGUOUS_LOCAL_TIME, NONEXISTENT_LOCAL_TIME; of a query NO_ROWS, BAD_RANGE, TIMEFRAME_UNAVAILABLE, the signal's
 *   reason or ABORTED
 * @throws MarketError those of `barSeries`, for what is refused
 * @example
 * const sql = "select * from 'bars/*.parquet' where symbol = $symbol order by time";
 * const source = duckdbSource({ sql, params: { symbol: 'ES' }, instrument: 'ES', timeframe: '1m' });
 * const { data, report } = await source.bars({ from: Date.UTC(2024, 0), to: Date.UTC(2025, 0) });
 */
export function duckdbSource(options: DuckDbSourceOptions): DataSource {
  assertSourceOptions(options);
  new TimeReader({ timeZone: options.timeZone, timeFormat: options.timeFormat }); // a zone or a format that is none is refused now
  const { path, sql = '', params, files = [], database, threads, memoryLimit } = options;
  const name = options.name ?? (path === undefined ? 'duckdb' : basename(path));
  const where = path ?? name;
  return {
    name,
    async bars(query = {}) {
      const { signal } = query;
      throwIfAborted(signal, where);
      const inPath = path === undefined ? undefined : await pathFiles(path);
      const touched = inPath ?? both(namedFiles(sql), sorted(files));
      const resources = { database, threads, memoryLimit, ...touched };
      return withDatabase(resources, (session) =>
        interruptible(session.connection, { signal, where }, async () => {
          if (inPath !== undefined) return barQuery(await fileSource(session, inPath, { name, where }), options, query);
          const relation = await sqlRelation(session, { sql, params, where });
          return barQuery({ session, relation, kind: 'sql', facts: undefined, name, where }, options, query);
        }),
      );
    },
  };
}

function both(one: NamedFiles, other: NamedFiles): NamedFiles {
  return { files: [...one.files, ...other.files], folders: [...one.folders, ...other.folders] };
}
