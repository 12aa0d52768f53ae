import { open, readdir, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import type { Adjustment, BarFrame, DataSource, Instrument } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { answerQuery, throwIfAborted } from '../sources/answer-query.ts';
import { csvBars } from '../sources/csv/csv-bars.ts';
import { checkedOptions, type CsvOptions } from '../sources/csv/csv-options.ts';
import { CsvReader } from '../sources/csv/csv-reader.ts';
import { csvColumns } from '../sources/csv/parse-csv.ts';

export interface CsvSourceOptions extends Omit<CsvOptions, 'origin' | 'missing' | 'invalid'> {
  readonly path: string;
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** Left out: the most frequent distance between rows. */
  readonly timeframe?: BarFrame | undefined;
  /** What the prices are adjusted for, `none` by default: a file does not say it. */
  readonly adjustment?: Adjustment | undefined;
  /** An empty price: refused by default, or its row dropped and counted. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** A bar that cannot be: refused by default, or dropped and counted. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
}

/** Read at a time: large enough to keep the disk busy, small enough not to be noticed beside the columns. */
const PIECE_BYTES = 1 << 22;

/**
 * Bars from a CSV file. The file is read anew, in pieces, each time bars are asked for; nothing is kept but the
 * columns. Columns besides those of a bar are read when the options' `extra` or the query's `columns` name them.
 *
 * @throws DataError BAD_OPTION at once; when read FILE_MISSING, FILE_UNREADABLE, EMPTY_FILE, those of `parseCsv` with
 *   `file:line:column`, and those of a query: BAD_RANGE, TIMEFRAME_UNAVAILABLE, the signal's reason or ABORTED
 * @throws MarketError UNKNOWN_TIMEFRAME, CLOSE_TIME_NEEDED
 * @example
 * const { data, report } = await csvSource({ path: 'es.csv', instrument: 'ES', timeZone: 'America/Chicago' }).bars();
 */
export function csvSource(options: CsvSourceOptions): DataSource {
  const { path, instrument, timeframe, adjustment, ...given } = options;
  const csv = checkedOptions({ ...given, origin: path });
  const name = basename(path);
  return {
    name,
    async bars(query = {}) {
      throwIfAborted(query.signal, path);
      const extra = [...(csv.extra ?? []), ...(query.columns ?? [])];
      const asked = { ...csv, extra: [...new Set(extra)] };
      const reader = await readFile(path, asked, () => throwIfAborted(query.signal, path));
      const columns = csvColumns(reader, asked);
      const { bars, findings } = csvBars(columns, { instrument, timeframe, adjustment, origin: path });
      return answerQuery(bars, query, { source: name, rows: columns.rows, findings });
    },
  };
}

async function readFile(path: string, options: CsvOptions, onPiece: () => void): Promise<CsvReader> {
  const file = await open(path, 'r').catch(async (cause: unknown) => {
    throw isMissing(cause) ? await missing(path, cause) : unreadable(path, cause);
  });
  try {
    const { size } = await file.stat();
    const reader = new CsvReader(options, size);
    const piece = new Uint8Array(Math.min(PIECE_BYTES, size + 1));
    for (;;) {
      onPiece();
      const bytesRead = await readPiece(file, piece, path);
      reader.push(piece.subarray(0, bytesRead), bytesRead < piece.length);
      if (bytesRead < piece.length) return reader;
    }
  } finally {
    await file.close();
  }
}

/** Fills the piece as far as the file goes. */
async function readPiece(file: FileHandle, piece: Uint8Array, path: string): Promise<number> {
  let filled = 0;
  while (filled < piece.length) {
    const { bytesRead } = await file.read(piece, filled, piece.length - filled).catch((cause: unknown) => {
      throw unreadable(path, cause);
    });
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}

function isMissing(cause: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(String(codeOf(cause)));
}

async function missing(path: string, cause: unknown): Promise<DataError> {
  const folder = dirname(path);
  const neighbours = await readdir(folder).catch(() => undefined);
  const meant = nearestName(basename(path), neighbours ?? []);
  const check = neighbours === undefined ? `check the path: there is no folder ${folder} either` : 'check the path';
  const fix = meant === undefined ? check : `did you mean ${meant}?`;
  return new DataError('FILE_MISSING', { what: 'there is no such file', where: path, fix, cause });
}

function unreadable(path: string, cause: unknown): DataError {
  const code = codeOf(cause);
  const what = code === 'EISDIR' ? 'this is a folder, not a file' : `the file cannot be read: ${String(code ?? cause)}`;
  return new DataError('FILE_UNREADABLE', { what, where: path, fix: 'name a file that you may read', cause });
}
