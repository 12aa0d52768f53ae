import { basename, resolve } from 'node:path';
import { hashJson } from '@tidemark/core-market';
import { checkedOptions, type CsvOptions } from '../sources/csv/csv-options.ts';
import { CsvReader } from '../sources/csv/csv-reader.ts';
import { textSource, type SourceOwn, type TextBarsOptions, type TextRowsOptions } from '../sources/csv/text-source.ts';
import type { VersionedSource } from '../sources/versioned-source.ts';
import { filePieces } from './file-pieces.ts';
import { fileVersion } from './file-version.ts';

export interface CsvSourceOptions extends Omit<CsvOptions, SourceOwn>, TextBarsOptions, TextRowsOptions {
  /** A CSV, or one in gzip, which is told by its first bytes. */
  readonly path: string;
}

/**
 * Bars from a CSV file. The file is read anew, in pieces, each time bars are asked for; nothing is kept but the
 * columns. Columns besides those of a bar are read when the options' `extra` or the query's `columns` name them.
 * Its `version` is that of the options and the file, for `cachedSource`.
 *
 * @throws DataError BAD_OPTION at once; when read FILE_MISSING, FILE_UNREADABLE, GZIP_TRUNCATED, GZIP_CORRUPT,
 *   EMPTY_FILE, those of `parseCsv` with `file:line:column`, and those of a query: BAD_RANGE, TIMEFRAME_UNAVAILABLE, the
 *   signal's reason or ABORTED
 * @throws MarketError UNKNOWN_TIMEFRAME, CLOSE_TIME_NEEDED
 * @example
 * const { data, report } = await csvSource({ path: 'es.csv', instrument: 'ES', timeZone: 'America/Chicago' }).bars();
 */
export function csvSource(options: CsvSourceOptions): VersionedSource {
  const { onProgress, ...asked } = options;
  const { path, instrument, timeframe, adjustment, ...given } = asked;
  return textSource({
    name: basename(path),
    origin: path,
    open: () => filePieces(path),
    options: checkedOptions({ ...given, origin: path }),
    reader: (wanted) => new CsvReader(wanted, 0),
    bars: { instrument, timeframe, adjustment, onProgress },
    version: async () => {
      const file = await fileVersion(path);
      const all = { ...asked, path: resolve(path) };
      return file === undefined ? undefined : hashJson({ format: 'csv 1', options: all, file });
    },
  });
}
