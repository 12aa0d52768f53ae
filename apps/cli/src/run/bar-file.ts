import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTidemarkError } from '@tidemark/core-errors';
import { instrument, type DataSource } from '@tidemark/core-market';
import { csvSource, jsonLinesSource } from '@tidemark/data/node';
import { asUsage, CliError } from '../error.ts';
import type { BarFileOptions } from '../options/bar-file-options.ts';

/** What a file of bars can be, by the end of its name; everything else is taken for a CSV. */
const FORMATS = [
  ['parquet', /\.(?:parquet|pq)$/i],
  ['json-lines', /\.(?:jsonl|ndjson)(?:\.gz)?$/i],
  ['csv', /\.(?:csv|tsv|txt)(?:\.gz)?$/i],
] as const;

export type BarFormat = (typeof FORMATS)[number][0];

/** @returns undefined where the name does not say it */
export function barFormat(path: string): BarFormat | undefined {
  return FORMATS.find(([, ending]) => ending.test(path))?.[0];
}

/** The name of the file without what says how it is written: `data/es.csv.gz` -> `es`. */
export function symbolOf(path: string): string {
  const name = basename(path);
  return FORMATS.reduce((left, [, ending]) => left.replace(ending, ''), name) || name;
}

/**
 * The bars of a file: CSV and JSON lines, gzipped or not, or Parquet.
 *
 * @param path absolute
 * @param onProgress told how much of a text has been read, 0 to 1
 * @throws CliError for options that are none, exit code 2; DRIVER_MISSING for Parquet without DuckDB
 */
export async function barFile(
  path: string,
  options: BarFileOptions,
  onProgress?: (share: number) => void,
): Promise<DataSource> {
  const { symbol = symbolOf(path), currency, timeframe, timeZone, csv } = options;
  const of = asUsage('--symbol', () => instrument(symbol, { currency }));
  const told = { path, timeframe, timeZone };
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  switch (isFolder ? 'parquet' : (barFormat(path) ?? 'csv')) {
    case 'parquet':
      return parquetFile(isFolder ? join(path, '*.parquet') : path, options);
    case 'json-lines':
      return asUsage('--csv', () => jsonLinesSource({ ...csv, ...told, instrument: of, onProgress }));
    case 'csv':
      return asUsage('--csv', () => csvSource({ ...csv, ...told, instrument: of, onProgress }));
  }
}

/** A file of Parquet says itself whose bars it has; one that does not is named as any other. */
async function parquetFile(path: string, { symbol, timeframe, timeZone, csv }: BarFileOptions): Promise<DataSource> {
  const { duckdbSource } = await import('./parquet.ts');
  const named = (instrument: string | undefined): DataSource =>
    asUsage('--csv', () => duckdbSource({ ...csv, path, timeframe, timeZone, instrument }));
  const source = named(symbol);
  if (symbol !== undefined) return source;
  return {
    name: source.name,
    bars: (query) =>
      source.bars(query).catch((error: unknown) => {
        if (!isTidemarkError(error) || error.code !== 'INSTRUMENT_NEEDED') throw error;
        return named(symbolOf(path)).bars(query);
      }),
  };
}

/** What mends a file is an option of its source: on the command line that is `--csv`. */
export function withCsvHint(error: unknown): unknown {
  if (!isTidemarkError(error) || error.fix?.includes('{ ') !== true) return error;
  const { code, what, where, fix } = error;
  return new CliError(code, {
    what,
    where,
    fix: `${fix}; what stands in braces is given with --csv, as JSON`,
    cause: error,
  });
}
