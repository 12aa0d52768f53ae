import type { BarSeries } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { barQuery } from './bar-query.ts';
import { withDatabase } from './database.ts';
import { fileSource } from './file-source.ts';
import { interruptible } from './interruptible.ts';
import { pathFiles } from './relation.ts';

/**
 * The bars of a file that `writeParquet` wrote, to the bit: all columns, instrument, timeframe and adjustment. Other
 * Parquet files do not say what they hold: `duckdbSource({ path, instrument })` reads them.
 *
 * @throws DataError FOREIGN_FILE, and those of `duckdbSource`
 * @example
 * const bars = await readParquet('es.parquet');
 */
export async function readParquet(path: string): Promise<BarSeries> {
  const { files, folders, pattern } = await pathFiles(path, 'parquet');
  return withDatabase({ files, folders }, (session) =>
    interruptible(session.connection, { signal: undefined, where: path }, async () => {
      const source = await fileSource(session, { format: 'parquet', pattern }, { name: path, where: path });
      if (source.facts === undefined) {
        const fix = "say it: duckdbSource({ path, instrument: 'ES' })";
        throw new DataError('FOREIGN_FILE', { what: 'the file does not say whose bars it holds', where: path, fix });
      }
      const { data } = await barQuery(source, {}, {});
      return data;
    }),
  );
}
