import type { AbortSignalLike, Adjustment, BarFrame, Instrument } from '@tidemark/core-market';
import { answerQuery, throwIfAborted } from '../answer-query.ts';
import type { VersionedSource } from '../versioned-source.ts';
import { csvBars } from './csv-bars.ts';
import type { CsvOptions } from './csv-options.ts';
import { csvColumns, type ReadRows } from './parse-csv.ts';
import { readPieces, type PieceReader, type TextPieces } from './read-pieces.ts';

/** What a text does not say of its bars. */
export interface TextBarsOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** Left out: the most frequent distance between rows. */
  readonly timeframe?: BarFrame | undefined;
  /** What the prices are adjusted for, `none` by default: a text does not say it. */
  readonly adjustment?: Adjustment | undefined;
  /** Told after each piece how much has been read, 0 to 1, where the length of the text is known. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** What a series cannot hold cannot be kept: `parseCsv` and `check` can. */
export interface TextRowsOptions {
  /** Rows are oldest first (`ascending`, default), newest first, or in any order: then they are sorted and counted. */
  readonly order?: 'ascending' | 'descending' | 'sort' | undefined;
  /** Rows of the same time: refused by default, or the first or last of them in the file is kept. */
  readonly duplicates?: 'refuse' | 'first' | 'last' | undefined;
  /** An empty price: refused by default, or its row dropped and counted. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** A bar that cannot be: refused by default, or dropped and counted. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
}

/** The options of `parseCsv` that mean something else to a source, or nothing. */
export type SourceOwn = 'origin' | keyof TextRowsOptions;

/** A text that is being read. */
export interface OpenText {
  readonly pieces: TextPieces;
  /** Length of the whole text in bytes; a guess will do. */
  readonly size?: number | (() => number) | undefined;
}

/** What a source of bars out of a text is made of. */
export interface TextSourceParts<Options extends CsvOptions> {
  /** How the report calls it. */
  readonly name: string;
  /** How messages call it. */
  readonly origin: string;
  /** Begins to read the text anew. */
  readonly open: (signal: AbortSignalLike | undefined) => OpenText | Promise<OpenText>;
  readonly options: Options;
  readonly reader: (options: Options) => PieceReader & ReadRows;
  readonly bars: TextBarsOptions;
  /** What stands for the text and the options, see VersionedSource. */
  readonly version?: (() => Promise<string | undefined>) | undefined;
}

/** Bars out of a text that is read anew, in pieces, for each query; nothing is kept but the columns. */
export function textSource<Options extends CsvOptions>(parts: TextSourceParts<Options>): VersionedSource {
  const { name, origin, open, options, reader, version } = parts;
  const { onProgress, ...facts } = parts.bars;
  return {
    name,
    ...(version === undefined ? {} : { version }),
    async bars(query = {}) {
      throwIfAborted(query.signal, origin);
      const extra = [...(options.extra ?? []), ...(query.columns ?? [])];
      const asked = { ...options, extra: [...new Set(extra)] };
      const read = reader(asked);
      const { pieces, size } = await open(query.signal);
      await readPieces(read, pieces, { origin, size, signal: query.signal, onProgress });
      const columns = csvColumns(read, asked);
      const { bars, findings } = csvBars(columns, { ...facts, origin });
      return answerQuery(bars, query, { source: name, rows: columns.rows, findings });
    },
  };
}
