import { DataError } from '../error.ts';
import { SERVER_EPOCH_US, timestampMs } from './timestamp.ts';
import { numericValue } from './numeric-value.ts';
import type { ColumnKind } from './column-kind.ts';

/** What every binary COPY begins with. */
const SIGNATURE = 'PGCOPY\n\u00FF\r\n\0';
const HEADER_BYTES = 19;
const TRAILER = -1;
const NULL = -1;
const LEAST_CAPACITY = 4_096;
/** An estimate is believed up to here; beyond, columns grow as rows come. */
const LARGEST_FIRST_CAPACITY = 1 << 22;
const LOW_WORD = 4_294_967_296;

/** Bytes of a value; numeric has none of its own. */
const WIDTHS: Readonly<Record<ColumnKind, number>> = {
  float8: 8,
  float4: 4,
  int2: 2,
  int4: 4,
  int8: 8,
  nanoseconds: 8,
  numeric: 0,
  timestamptz: 8,
  timestamp: 8,
  date: 4,
};

/**
 * Reads the bytes of `COPY ... TO STDOUT (FORMAT binary)` into columns, piece by piece, without an object per row. NULL
 * is NaN; a time is epoch ms, one without a zone as if its clock showed UTC.
 */
export class CopyReader {
  readonly #kinds: readonly ColumnKind[];
  readonly #where: string;
  /** A timestamptz and float8 columns: rows of one size. */
  readonly #plain: boolean;
  #columns: Float64Array[];
  #capacity: number;
  #rows = 0;
  #begun = false;
  #ended = false;
  #rest: Uint8Array = new Uint8Array(0);

  /**
   * @param kinds of the columns, in their order
   * @param where names what is read, in messages
   * @param expected about how many rows will come: room is made for a few more
   */
  constructor(kinds: readonly ColumnKind[], where: string, expected = 65_536) {
    this.#capacity = Math.min(Math.ceil(expected * 1.02) + LEAST_CAPACITY, LARGEST_FIRST_CAPACITY);
    this.#kinds = kinds;
    this.#where = where;
    this.#plain = kinds[0] === 'timestamptz' && kinds.every((kind, i) => i === 0 || kind === 'float8');
    this.#columns = kinds.map(() => new Float64Array(this.#capacity));
  }

  /** Rows read so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Reads the next bytes; a row that they break off in waits for the next ones.
   *
   * @throws DataError COPY_MALFORMED
   */
  push(bytes: Uint8Array): void {
    const piece = this.#rest.length === 0 ? bytes : joined(this.#rest, bytes);
    const view = new DataView(piece.buffer, piece.byteOffset, piece.length);
    let at = 0;
    if (!this.#begun) {
      if (piece.length < HEADER_BYTES) {
        this.#rest = piece;
        return;
      }
      at = this.#header(piece, view);
      if (at > piece.length) throw this.#malformed('its header is longer than a piece');
    }
    this.#reserve(piece.length);
    if (this.#plain) at = this.#plainRows(view, at);
    while (!this.#ended) {
      const next = this.#row(view, at);
      if (next < 0) break;
      at = next;
      if (this.#plain && !this.#ended) at = this.#plainRows(view, at);
    }
    if (this.#ended && at < piece.length) throw this.#malformed('bytes follow its end');
    this.#rest = piece.subarray(at);
  }

  /**
   * The columns, once the server has said that it sent all.
   *
   * @param sent rows by the server's own count
   * @throws DataError INCOMPLETE_COPY where the end is missing or rows are
   */
  finish(sent: number): Float64Array[] {
    if (!this.#ended || sent !== this.#rows) {
      const what = this.#ended
        ? `the server sent ${sent} rows and ${this.#rows} arrived`
        : `the rows break off after ${this.#rows}`;
      throw new DataError('INCOMPLETE_COPY', { what, where: this.#where, fix: 'read again' });
    }
    // A little room left over costs less than to copy all that was read.
    const isSnug = this.#rows * 1.1 >= this.#capacity;
    return this.#columns.map((column) => (isSnug ? column.subarray(0, this.#rows) : column.slice(0, this.#rows)));
  }

  #header(piece: Uint8Array, view: DataView): number {
    for (let i = 0; i < SIGNATURE.length; i++) {
      if (piece[i] !== SIGNATURE.charCodeAt(i)) throw this.#malformed('it does not begin as one');
    }
    // The upper half of the flags changes what rows are; the lower half may be ignored.
    if (view.getUint16(SIGNATURE.length) !== 0) throw this.#malformed('it has flags that are not known');
    this.#begun = true;
    return HEADER_BYTES + view.getUint32(SIGNATURE.length + 4);
  }

  /** Room for as many rows as the bytes can hold: then no row has to ask. */
  #reserve(bytes: number): void {
    const needed = this.#rows + Math.ceil(bytes / (2 + 4 * this.#kinds.length));
    if (needed <= this.#capacity) return;
    while (this.#capacity < needed) this.#capacity *= 2;
    this.#columns = this.#columns.map((column) => {
      const larger = new Float64Array(this.#capacity);
      larger.set(column);
      return larger;
    });
  }

  /** Rows of a timestamptz and float8 values without a NULL, up to the first that is something else. */
  #plainRows(view: DataView, start: number): number {
    const columns = this.#columns;
    const count = columns.length;
    const time = columns[0];
    const last = view.byteLength - (2 + 12 * count);
    let row = this.#rows;
    let at = start;
    rows: while (at <= last) {
      if (view.getInt16(at) !== count || view.getInt32(at + 2) !== 8) break;
      const high = view.getInt32(at + 6);
      const low = view.getUint32(at + 10);
      let field = at + 14;
      for (let c = 1; c < count; c++) {
        if (view.getInt32(field) !== 8) break rows;
        columns[c][row] = view.getFloat64(field + 4);
        field += 12;
      }
      const near = high > -2_000_000 && high < 1_870_000;
      time[row] = near ? (high * LOW_WORD + low + SERVER_EPOCH_US) / 1000 : timestampMs(high, low);
      at = field;
      row++;
    }
    this.#rows = row;
    return at;
  }

  /** One row of any kinds. @returns where the next begins, -1 where the bytes end before */
  #row(view: DataView, start: number): number {
    const end = view.byteLength;
    if (start + 2 > end) return -1;
    const count = view.getInt16(start);
    let at = start + 2;
    if (count === TRAILER) {
      this.#ended = true;
      return at;
    }
    const kinds = this.#kinds;
    if (count !== kinds.length) throw this.#malformed(`row ${this.#rows} has ${count} fields`);
    const row = this.#rows;
    for (let c = 0; c < count; c++) {
      if (at + 4 > end) return -1;
      const length = view.getInt32(at);
      at += 4;
      if (length === NULL) {
        this.#columns[c][row] = NaN;
        continue;
      }
      const kind = kinds[c];
      const width = WIDTHS[kind];
      if (width === 0 ? length < 8 : length !== width) {
        throw this.#malformed(`row ${row} has ${length} bytes for a ${kind}`);
      }
      if (at + length > end) return -1;
      this.#columns[c][row] = valueAt(view, at, kind);
      at += length;
    }
    this.#rows = row + 1;
    return at;
  }

  #malformed(what: string): DataError {
    const fix = 'check what stands between here and the server';
    return new DataError('COPY_MALFORMED', { what: `this is no binary COPY: ${what}`, where: this.#where, fix });
  }
}

function valueAt(view: DataView, at: number, kind: ColumnKind): number {
  switch (kind) {
    case 'float8':
      return view.getFloat64(at);
    case 'float4':
      return view.getFloat32(at);
    case 'int2':
      return view.getInt16(at);
    case 'int4':
      return view.getInt32(at);
    case 'int8': // the high word is exact, the sum is rounded once
      return view.getInt32(at) * LOW_WORD + view.getUint32(at + 4);
    case 'nanoseconds':
      return nanoseconds(view.getBigInt64(at));
    case 'numeric':
      return numericValue(view, at);
    case 'timestamptz':
    case 'timestamp':
      return timestampMs(view.getInt32(at), view.getUint32(at + 4));
    case 'date':
      return dayMs(view.getInt32(at));
  }
}

function nanoseconds(value: bigint): number {
  return Number(value / 1_000_000n) + Number(value % 1_000_000n) / 1e6;
}

/** Days since 2000-01-01; the two outermost are `infinity` and `-infinity`. */
function dayMs(days: number): number {
  if (days === 0x7fff_ffff) return Infinity;
  return days === -0x8000_0000 ? -Infinity : SERVER_EPOCH_US / 1000 + days * 86_400_000;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const out = new Uint8Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}
