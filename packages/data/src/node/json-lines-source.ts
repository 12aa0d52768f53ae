import { basename, resolve } from 'node:path';
import { hashJson } from '@tidemark/core-market';
import { textSource, type SourceOwn, type TextBarsOptions, type TextRowsOptions } from '../sources/csv/text-source.ts';
import { checkedJsonLinesOptions, type JsonLinesOptions } from '../sources/json-lines/json-lines-options.ts';
import { JsonLinesReader } from '../sources/json-lines/json-lines-reader.ts';
import type { VersionedSource } from '../sources/versioned-source.ts';
import { filePieces } from './file-pieces.ts';
import { fileVersion } from './file-version.ts';

export interface JsonLinesSourceOptions extends Omit<JsonLinesOptions, SourceOwn>, TextBarsOptions, TextRowsOptions {
  /** JSON lines, or such in gzip, which is told by its first bytes. */
  readonly path: string;
}

/**
 * Bars from a file of JSON lines, an object or an array a line. The file is read anew, in pieces, each time bars are
 * asked for; nothing is kept but the columns. Its `version` is that of the options and the file, for `cachedSource`.
 *
 * @throws DataError BAD_OPTION at once; when read FILE_MISSING, FILE_UNREADABLE, GZIP_TRUNCATED, GZIP_CORRUPT,
 *   EMPTY_FILE, those of `parseJsonLines` with `file:line:column`, and those of a query: BAD_RANGE,
 *   TIMEFRAME_UNAVAILABLE, the signal's reason or ABORTED
 * @throws MarketError UNKNOWN_TIMEFRAME, CLOSE_TIME_NEEDED
 * @example
 * const columns = { time: 't', open: 'bar.o', high: 'bar.h', low: 'bar.l', close: 'bar.c' };
 * const { data } = await jsonLinesSource({ path: 'es.jsonl', instrument: 'ES', columns }).bars();
 */
export function jsonLinesSource(options: JsonLinesSourceOptions): VersionedSource {
  const { onProgress, ...asked } = options;
  const { path, instrument, timeframe, adjustment, ...given } = asked;
  return textSource({
    name: basename(path),
    origin: path,
    open: () => filePieces(path),
    options: checkedJsonLinesOptions({ ...given, origin: path }),
    reader: (wanted) => new JsonLinesReader(wanted, 0),
    bars: { instrument, timeframe, adjustment, onProgress },
    version: async () => {
      const file = await fileVersion(path);
      const all = { ...asked, path: resolve(path) };
      return file === undefined ? undefined : hashJson({ format: 'json lines 1', options: all, file });
    },
  });
}
