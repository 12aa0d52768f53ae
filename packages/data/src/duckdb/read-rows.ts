import type { DuckDBDataChunk, DuckDBResult } from '@duckdb/node-api';
import type { AbortSignalLike, Columns } from '@tidemark/core-market';
import { throwIfAborted } from '../sources/answer-query.ts';
import { DataError } from '../error.ts';
import type { TimeColumn } from './time-column.ts';
import { doublesOf, hasNulls } from './vector-items.ts';

/** Rows as read: columns by name, shape [rows] each, NaN for NULL; the names of prices and extras are their own. */
export interface RawColumns {
  readonly rows: number;
  readonly columns: Columns;
}

export interface ReadOptions {
  /** How each field of the result is called, and how it is read where it is a time; else it is a DOUBLE. */
  readonly fields: readonly { readonly name: string; readonly time?: TimeColumn | undefined }[];
  /** Rows to expect. */
  readonly expected?: number | undefined;
  readonly signal: AbortSignalLike | undefined;
  readonly where: string;
}

const LEAST_ROWS = 16_384;

/**
 * The columns of a result. DuckDB gives rows by the two thousand, as columns: each is copied at once.
 *
 * @throws DataError those of times; the signal's reason
 */
export async function readRows(result: DuckDBResult, options: ReadOptions): Promise<RawColumns> {
  const { fields, expected = 0, signal, where } = options;
  let columns: Float64Array[] = fields.map(() => new Float64Array(Math.max(expected, LEAST_ROWS)));
  let rows = 0;
  let next = result.fetchChunk();
  try {
    for (;;) {
      const chunk = await next;
      throwIfAborted(signal, where);
      if (chunk === null || chunk.rowCount === 0) break;
      next = result.fetchChunk(); // DuckDB makes it while this one is copied
      const count = chunk.rowCount;
      const room = columns[0].length;
      if (rows + count > room) columns = columns.map((column) => grown(column, Math.max(room * 2, rows + count)));
      copyChunk(chunk, columns, rows, options);
      rows += count;
    }
  } finally {
    await next.catch(() => {}); // nothing is closed while DuckDB is at work; its error was thrown above
  }
  // Much room left over is given back; a little is not worth a copy.
  const cut = (column: Float64Array): Float64Array =>
    rows < column.length * 0.8 ? column.slice(0, rows) : column.subarray(0, rows);
  return { rows, columns: Object.fromEntries(fields.map(({ name }, field) => [name, cut(columns[field])])) };
}

function copyChunk(
  chunk: DuckDBDataChunk,
  columns: readonly Float64Array[],
  at: number,
  { fields, where }: ReadOptions,
): void {
  const count = chunk.rowCount;
  for (let field = 0; field < fields.length; field++) {
    const vector = chunk.getColumnVector(field);
    const column = columns[field];
    const { name, time } = fields[field];
    if (time !== undefined) readTimes(time, name, () => time.read(vector, column, at, count), where);
    else {
      column.set(doublesOf(vector), at);
      if (hasNulls(vector)) for (let i = 0; i < count; i++) if (vector.getItem(i) === null) column[at + i] = NaN;
    }
  }
}

function grown(column: Float64Array, length: number): Float64Array {
  const out = new Float64Array(length);
  out.set(column);
  return out;
}

function readTimes(time: TimeColumn, name: string, read: () => void, where: string): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof DataError) || error.where !== undefined) throw error;
    const { code, what, fix } = error;
    throw new DataError(code, { what, where: `${where}, column ${time.column}`, fix, column: name });
  }
}

/** The rows whose time lies in [from, to), epoch ms, and those that have none. */
export function rowsBetween(raw: RawColumns, from: number, to: number): RawColumns {
  if (from === -Infinity && to === Infinity) return raw;
  const time = raw.columns['time'];
  const kept = new Int32Array(time.length);
  let rows = 0;
  for (let i = 0; i < time.length; i++) if (!(time[i] < from || time[i] >= to)) kept[rows++] = i;
  if (rows === time.length) return raw;
  return takeRows(raw, kept.subarray(0, rows));
}

/** Rows by their indexes. */
export function takeRows(raw: RawColumns, rows: Int32Array): RawColumns {
  const columns = Object.entries(raw.columns).map(([name, column]) => {
    const out = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
    return [name, out] as const;
  });
  return { rows: rows.length, columns: Object.fromEntries(columns) };
}
