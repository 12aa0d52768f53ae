import type { DataSource } from '@tidemark/core-market';
import type { StreamOptions, StreamSourceOptions } from '../csv/csv-stream.ts';
import { csvColumns, type CsvColumns } from '../csv/parse-csv.ts';
import { readPieces, type TextPieces } from '../csv/read-pieces.ts';
import { textSource, type SourceOwn } from '../csv/text-source.ts';
import { checkedJsonLinesOptions, type JsonLinesOptions } from './json-lines-options.ts';
import { JsonLinesReader } from './json-lines-reader.ts';

/**
 * As `parseJsonLines`, of a text that comes in pieces: `process.stdin`, the body of a response. Nothing is kept but the
 * columns.
 *
 * @throws DataError as `parseJsonLines`; BAD_PIECE for a piece that is no bytes, ABORTED, the signal's reason
 * @example
 * const { close } = await parseJsonLinesStream((await fetch('https://example.org/es.jsonl')).body!);
 */
export async function parseJsonLinesStream(
  pieces: TextPieces,
  options: JsonLinesOptions = {},
  { size, signal }: StreamOptions = {},
): Promise<CsvColumns> {
  const { origin = 'json lines', ...checked } = checkedJsonLinesOptions(options);
  const reader = new JsonLinesReader({ ...checked, origin }, size ?? 0);
  await readPieces(reader, pieces, { origin, size, signal });
  return csvColumns(reader, { ...checked, origin });
}

export interface JsonLinesStreamSourceOptions extends Omit<JsonLinesOptions, SourceOwn>, StreamSourceOptions {}

/**
 * Bars from JSON lines that come in pieces from anywhere. Files have a source of their own: `jsonLinesSource` in Node.
 *
 * @throws DataError BAD_OPTION at once; when read, those of `parseJsonLinesStream` and of a query, and what `open` throws
 * @throws MarketError UNKNOWN_TIMEFRAME, CLOSE_TIME_NEEDED
 * @example
 * const open = async () => (await fetch('https://example.org/es.jsonl')).body!;
 * const { data } = await jsonLinesStreamSource({ name: 'es.jsonl', open, instrument: 'ES' }).bars();
 */
export function jsonLinesStreamSource(options: JsonLinesStreamSourceOptions): DataSource {
  const { name, open, instrument, timeframe, adjustment, onProgress, ...given } = options;
  return textSource({
    name,
    origin: name,
    open: async (signal) => ({ pieces: await open(signal) }),
    options: checkedJsonLinesOptions({ ...given, origin: name }),
    reader: (asked) => new JsonLinesReader(asked, 0),
    bars: { instrument, timeframe, adjustment, onProgress },
  });
}
