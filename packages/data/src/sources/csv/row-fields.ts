import { DataError } from '../../error.ts';
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE } from './text.ts';

/** Where the fields of one row lie in the bytes; filled by `split`, used again for the next row. */
export class RowFields {
  readonly start: number[] = [];
  readonly end: number[] = [];
  readonly quoted: boolean[] = [];
  /** How many fields the row has. */
  count = 0;
  /** How many physical lines it takes: more than one where a quoted field holds line ends. */
  lines = 1;

  /**
   * Splits the row that begins at `p`, without surrounding spaces and quotes.
   *
   * @param last true where no bytes follow `limit`: the row may end there without a line end
   * @returns where the next row begins, or -1 where the row is not whole yet
   * @throws DataError UNTERMINATED_QUOTE, STRAY_QUOTE, NUL_BYTE; `where` is left to the caller
   */
  split(bytes: Uint8Array, p: number, limit: number, last: boolean, delimiter: number): number {
    this.count = 0;
    this.lines = 1;
    for (;;) {
      while (p < limit && bytes[p] === SPACE && delimiter !== SPACE) p++;
      const quoted = p < limit && bytes[p] === QUOTE;
      const start = quoted ? p + 1 : p;
      p = quoted ? this.#closingQuote(bytes, start, limit) : fieldEnd(bytes, start, limit, delimiter);
      if (p < 0) {
        if (!last) return -1;
        throw new DataError('UNTERMINATED_QUOTE', {
          what: 'a quoted field has no closing quote',
          fix: 'the file was cut short, or a quote stands alone: get it again, or double quotes inside fields',
        });
      }
      let end = p;
      if (quoted) p++;
      else while (end > start && bytes[end - 1] === SPACE) end--;
      this.start[this.count] = start;
      this.end[this.count] = end;
      this.quoted[this.count] = quoted;
      this.count++;
      while (quoted && p < limit && bytes[p] === SPACE) p++;
      if (p >= limit) return last ? p : -1;
      const byte = bytes[p++];
      if (byte === delimiter) continue;
      if (byte === LINE_FEED) return p;
      if (byte !== CARRIAGE_RETURN) throw this.#misplaced(byte);
      if (p >= limit) return last ? p : -1;
      return bytes[p] === LINE_FEED ? p + 1 : p;
    }
  }

  /** True for a row of nothing but spaces. */
  get blank(): boolean {
    return this.count === 1 && !this.quoted[0] && this.start[0] === this.end[0];
  }

  #closingQuote(bytes: Uint8Array, p: number, limit: number): number {
    for (; p < limit; p++) {
      const byte = bytes[p];
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[p + 1] !== LINE_FEED)) this.lines++;
      if (byte !== QUOTE) continue;
      if (p + 1 < limit && bytes[p + 1] === QUOTE) p++;
      else return p;
    }
    return -1;
  }

  #misplaced(byte: number): DataError {
    if (byte === 0) {
      const fix = 'the file is damaged or binary: get it again';
      return new DataError('NUL_BYTE', { what: 'the row holds a NUL byte', fix });
    }
    return new DataError('STRAY_QUOTE', {
      what: 'a quote stands in the middle of a field',
      fix: 'put the whole field into quotes and double the quotes inside it',
    });
  }
}

/** The end of an unquoted field: a delimiter, a line end, or a byte that has no place in one. */
function fieldEnd(bytes: Uint8Array, p: number, limit: number, delimiter: number): number {
  for (; p < limit; p++) {
    const byte = bytes[p];
    if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN || byte === QUOTE || byte === 0) break;
  }
  return p;
}
