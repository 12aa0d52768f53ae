import { basename } from 'node:path';
import { parseCsvStream, parseJsonLinesStream, type RawBars } from '@tidemark/data';
import { filePieces } from '@tidemark/data/node';
import type { BarFileOptions } from '../options/bar-file-options.ts';
import { barFormat, withCsvHint } from './bar-file.ts';
import { fileBars } from './market-data.ts';

/** Rows as a file has them, whatever their state, and how a reader finds one in it. */
export interface RawBarFile {
  readonly source: string;
  readonly bars: RawBars;
  /** `line 17`, or `row 15` where a file has no lines. */
  readonly placeOf: (row: number) => string;
}

/** What `check` is to find is not refused before. */
const AS_IT_STANDS = { order: 'keep', duplicates: 'keep', missing: 'keep', invalid: 'keep' } as const;

/**
 * The rows of a file as they stand. Parquet holds series of bars, and is read as one.
 *
 * @param path absolute
 */
export async function rawBarFile(path: string, options: BarFileOptions): Promise<RawBarFile> {
  const source = basename(path);
  const format = barFormat(path);
  if (format === 'parquet') {
    const { bars } = await fileBars(options, path);
    return { source, bars, placeOf: (row) => `row ${row}` };
  }
  const { csv, timeZone } = options;
  const asked = { ...AS_IT_STANDS, timeZone, ...csv, origin: path };
  const parse = format === 'json-lines' ? parseJsonLinesStream : parseCsvStream;
  try {
    const { pieces } = filePieces(path);
    const columns = await parse(pieces, asked);
    return { source, bars: columns, placeOf: (row) => `line ${columns.lines.of(row)}` };
  } catch (error) {
    throw withCsvHint(error);
  }
}
