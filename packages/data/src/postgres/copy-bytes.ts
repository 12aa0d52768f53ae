import { writeTimestamp } from './timestamp.ts';

/** How many rows go into one piece: about half a megabyte of an ordinary bar. */
const ROWS_PER_PIECE = 8_192;
const HEADER = Buffer.from('PGCOPY\n\u00FF\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);

/** A column to write. */
export interface CopyColumn {
  readonly values: Float64Array;
  /** Epoch ms as timestamptz, anything else as float8. */
  readonly isTime: boolean;
}

/**
 * The bytes of `COPY ... FROM STDIN (FORMAT binary)`, in pieces. NaN is NULL: a value that is not known.
 *
 * @param columns of equal length; times that `checkTimestamp` lets pass
 */
export function* copyBytes(columns: readonly CopyColumn[]): Generator<Buffer> {
  const [first] = columns;
  const rows = first === undefined ? 0 : first.values.length;
  yield HEADER;
  for (let from = 0; from < rows; from += ROWS_PER_PIECE)
    yield piece(columns, from, Math.min(from + ROWS_PER_PIECE, rows));
  yield TRAILER;
}

function piece(columns: readonly CopyColumn[], from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe((to - from) * (2 + 12 * columns.length));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  for (let row = from; row < to; row++) {
    view.setInt16(at, columns.length);
    at += 2;
    for (const { values, isTime } of columns) {
      const value = values[row];
      if (Number.isNaN(value)) {
        view.setInt32(at, -1);
        at += 4;
        continue;
      }
      view.setInt32(at, 8);
      if (isTime) writeTimestamp(view, at + 4, value);
      else view.setFloat64(at + 4, value);
      at += 12;
    }
  }
  return bytes.subarray(0, at);
}
