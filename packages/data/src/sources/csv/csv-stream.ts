import type { AbortSignalLike, DataSource } from '@tidemark/core-market';
import { checkedOptions, type CsvOptions } from './csv-options.ts';
import { CsvReader } from './csv-reader.ts';
import { csvColumns, type CsvColumns } from './parse-csv.ts';
import { readPieces, type TextPieces } from './read-pieces.ts';
import { textSource, type SourceOwn, type TextBarsOptions, type TextRowsOptions } from './text-source.ts';

/** How the pieces of a text are to be read, besides what the text is. */
export interface StreamOptions {
  /** Length of the whole text in bytes, where it is known, so that the columns need not grow. */
  readonly size?: number | undefined;
  readonly signal?: AbortSignalLike | undefined;
}

/**
 * As `parseCsv`, of a text that comes in pieces: `process.stdin`, the body of a response. Nothing is kept but the
 * columns.
 *
 * @throws DataError as `parseCsv`; BAD_PIECE for a piece that is no bytes, ABORTED, the signal's reason
 * @example
 * const { close } = await parseCsvStream(process.stdin, { timeZone: 'America/New_York' });
 */
export async function parseCsvStream(
  pieces: TextPieces,
  options: CsvOptions = {},
  { size, signal }: StreamOptions = {},
): Promise<CsvColumns> {
  const reader = new CsvReader(checkedOptions(options), size ?? 0);
  await readPieces(reader, pieces, { origin: options.origin ?? 'csv', size, signal });
  return csvColumns(reader, options);
}

/** Where the pieces of a text come from. */
export interface StreamSourceOptions extends TextBarsOptions, TextRowsOptions {
  /** What the report and the messages call it. */
  readonly name: string;
  /** Begins to read anew; called once for each query. */
  readonly open: (signal: AbortSignalLike | undefined) => TextPieces | Promise<TextPieces>;
}

export interface CsvStreamSourceOptions extends Omit<CsvOptions, SourceOwn>, StreamSourceOptions {}

/**
 * Bars from a CSV that comes in pieces from anywhere. Files have a source of their own: `csvSource` in Node.
 *
 * @throws DataError BAD_OPTION at once; when read, those of `parseCsvStream` and of a query, and what `open` throws
 * @throws MarketError UNKNOWN_TIMEFRAME, CLOSE_TIME_NEEDED
 * @example
 * const open = async () => (await fetch('https://example.org/es.csv')).body!;
 * const { data } = await csvStreamSource({ name: 'es.csv', open, instrument: 'ES' }).bars();
 */
export function csvStreamSource(options: CsvStreamSourceOptions): DataSource {
  const { name, open, instrument, timeframe, adjustment, onProgress, ...given } = options;
  return textSource({
    name,
    origin: name,
    open: async (signal) => ({ pieces: await open(signal) }),
    options: checkedOptions({ ...given, origin: name }),
    reader: (asked) => new CsvReader(asked, 0),
    bars: { instrument, timeframe, adjustment, onProgress },
  });
}
