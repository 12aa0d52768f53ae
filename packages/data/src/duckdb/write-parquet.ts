import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { barSeries, type BarSeries } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../error.ts';
import type { TimeRange } from '../sources/bar-store.ts';
import { appendBars } from './append-bars.ts';
import { assertOptions } from '../sources/assert-options.ts';
import { withDatabase } from './database.ts';
import { localPath } from './duckdb-options.ts';
import { FACTS_KEY, factsOf, factsText } from './series-facts.ts';
import { sqlError } from './sql-error.ts';
import { writeWhole } from './temp-file.ts';

export interface WriteParquetOptions {
  /** `zstd` (default) is smallest, `none` fastest to read. */
  readonly compression?: 'zstd' | 'snappy' | 'none' | undefined;
  /** Bars of a row group, the part that a range skips or reads as a whole. Default 122,880. */
  readonly rowGroupSize?: number | undefined;
}

/** For the schemas of options. */
export const parquetShape = {
  compression: z.enum(['zstd', 'snappy', 'none']).optional(),
  // DuckDB makes row groups of whole chunks.
  rowGroupSize: z.int().min(2_048, 'give at least 2048').max(100_000_000).optional(),
};

const schema = z.strictObject(parquetShape);

/**
 * Writes bars to a Parquet file from which `readParquet` and `duckdbSource` restore them to the bit: all columns, and in
 * the file's metadata under `tidemark`, as JSON, instrument, timeframe and adjustment. Other programs read plain
 * columns: `time` as timestamps in UTC (as DOUBLE epoch ms where microseconds do not hold them to the bit), all else as
 * DOUBLE. The file appears whole or not at all; one of that name is replaced.
 *
 * @throws DataError BAD_OPTION, FOLDER_MISSING, FILE_UNWRITABLE, DRIVER_MISSING, SQL_FAILED, OUT_OF_MEMORY
 * @throws MarketError those of `barSeries`, for bars that cannot be
 * @example
 * await writeParquet(bars, 'es.parquet', { compression: 'snappy' });
 */
export async function writeParquet(bars: BarSeries, path: string, options: WriteParquetOptions = {}): Promise<void> {
  assertOptions(schema, options, { of: 'writeParquet', see: 'WriteParquetOptions' });
  await writeBarFile(bars, path, options);
}

/** As `writeParquet`; the file also says for which range of a store it stands. */
export async function writeBarFile(
  bars: BarSeries,
  path: string,
  { compression = 'zstd', rowGroupSize = 122_880 }: WriteParquetOptions,
  range?: TimeRange,
): Promise<void> {
  const { success } = localPath.safeParse(path);
  if (!success)
    throw new DataError('BAD_OPTION', { what: 'the path is none', where: 'path', fix: 'name a file on the disk' });
  const folder = dirname(path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new DataError('FOLDER_MISSING', { what: 'there is no such folder', where: folder, fix: 'make it first' });
  }
  const { instrument, timeframe, adjustment } = bars;
  barSeries(bars, { instrument, timeframe, adjustment, origin: path }); // what could not be read again is not written
  const facts = factsOf(bars, range);
  const writing = writeWhole(path, (temporary) =>
    withDatabase({ files: [temporary] }, async (session) => {
      const table = 'bars';
      const { negativeZero } = await appendBars(session, { table, bars, facts });
      const settings = [
        'format parquet',
        `compression ${compression === 'none' ? 'uncompressed' : compression}`,
        `row_group_size ${rowGroupSize}`,
        'use_tmp_file false',
        `kv_metadata { ${FACTS_KEY}: $2 }`,
        ...(negativeZero ? ['dictionary_size_limit 0'] : []),
      ];
      await session.connection.run(`copy ${table} to $1 (${settings.join(', ')})`, [temporary, factsText(facts)]);
    }).catch(async (cause: unknown) => {
      throw await sqlError(cause, path);
    }),
  );
  await writing.catch((cause: unknown) => {
    if (cause instanceof DataError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const fix = 'name a file that you may write';
    throw new DataError('FILE_UNWRITABLE', { what: `the file cannot be written: ${code}`, where: path, fix, cause });
  });
}
