import { DataError } from '../../error.ts';
import type { CsvOptions } from './csv-options.ts';
import { CsvTable } from './csv-table.ts';
import { detectDelimiter } from './delimiter.ts';
import { IGNORED, layoutOf, type CsvLayout } from './layout.ts';
import { located } from './located.ts';
import { joined, PieceDecoder } from './piece-decoder.ts';
import { PlainRow } from './plain-row.ts';
import { readPlainRows } from './plain-rows.ts';
import { RowFields } from './row-fields.ts';
import { CARRIAGE_RETURN, decodeUtf8, LINE_FEED } from './text.ts';
import { TimeReader } from './time-reader.ts';
import { PRICES, ValueReader, type ValueCounts } from './value-reader.ts';

/** What was met while reading, for the report. */
export interface CsvCounts extends ValueCounts {
  /** Rows of data in the file, those left out included. */
  rows: number;
  /** Blank lines between rows. */
  blank: number;
  /** Rows left out because a price was missing, and the line of the first. */
  missing: number;
  missingLine: number;
  truncated: number;
}

/** Nothing met yet. */
export function noCounts(): CsvCounts {
  return { rows: 0, blank: 0, missing: 0, missingLine: 0, rounded: 0, unknownVolume: 0, truncated: 0 };
}

/**
 * Reads a CSV in pieces. Each row goes the fast way where it is plain and the careful way where it is not; the careful
 * way also makes every error, with its line and column.
 */
export class CsvReader {
  readonly time: TimeReader;
  readonly counts: CsvCounts = noCounts();
  layout: CsvLayout | undefined;
  table: CsvTable | undefined;
  /** The line on which the next row begins. */
  #line = 1;
  #blank = 0;
  #bytesRead = 0;
  readonly #decoder: PieceDecoder;
  /** Bytes of an unfinished row, before the piece that finishes it. */
  #rest: Uint8Array = new Uint8Array(0);
  readonly #fields = new RowFields();
  readonly #options: CsvOptions;
  readonly #origin: string;
  readonly #values: ValueReader;
  readonly #row = new PlainRow();
  /** Targets of the fields that are kept, in the order of the file. */
  #kept = new Int32Array(0);
  /** Length of the whole text in bytes, so that the columns need not grow; a guess will do, and may be mended. */
  size: number;

  constructor(options: CsvOptions, size: number) {
    this.#options = options;
    this.#origin = options.origin ?? 'csv';
    this.size = size;
    this.#decoder = new PieceDecoder(this.#origin);
    this.time = new TimeReader(options);
    this.#values = new ValueReader(options, this.time, this.counts);
  }

  /**
   * Reads the next piece of the text. The bytes are not kept.
   *
   * @param last true for the piece that ends the text
   * @throws DataError the codes of `parseCsv`
   */
  push(piece: Uint8Array, last: boolean): void {
    this.#bytesRead += piece.length;
    let bytes = this.#decoder.push(piece, last);
    if (this.#rest.length > 0) bytes = this.#finishRow(bytes);
    if (this.table !== undefined) this.table.expected = (this.table.rows / this.#bytesRead) * this.size;
    const used = this.#read(bytes, last);
    this.#rest = bytes.slice(used);
    if (this.#rest.length > this.#maxLineBytes) throw this.#tooLong();
  }

  /**
   * Reads the unfinished row of the piece before with its end, and answers the bytes after it. Where that is not the
   * end of the row (a line end inside quotes), all bytes are joined.
   */
  #finishRow(bytes: Uint8Array): Uint8Array {
    const rest = this.#rest;
    const end = bytes.indexOf(LINE_FEED) + 1;
    if (this.layout === undefined || end === 0) return joined(rest, bytes);
    const row = joined(rest, bytes.subarray(0, end));
    const used = this.#read(row, false);
    return used === row.length ? bytes.subarray(end) : joined(row.subarray(used), bytes.subarray(end));
  }

  /** Reads whole rows; answers where the unfinished one begins. */
  #read(bytes: Uint8Array, last: boolean): number {
    const limit = bytes.length;
    const safe = bytes.lastIndexOf(LINE_FEED) + 1;
    let p = this.layout === undefined ? this.#header(bytes, last) : 0;
    if (this.layout === undefined || this.table === undefined) return p;
    const { layout, table, time, counts } = this;
    const decimal = (this.#options.decimal ?? '.').charCodeAt(0);
    const context = { table, layout, time, counts, decimal };
    const plain = this.#plain && (this.#options.comment === undefined || layout.targets[0] !== IGNORED);
    while (p < limit) {
      // The first row goes the careful way: it tells the unit of epoch times.
      if (plain && p < safe && table.rows > 0) {
        const before = table.rows;
        table.anchor(this.#line);
        p = readPlainRows(bytes, p, safe, context);
        if (table.rows > before) this.#countRows(table.rows - before);
        if (p >= limit) break;
      }
      const next = this.#carefully(bytes, p, last, layout, table);
      if (next < 0) return p;
      p = next;
    }
    return p;
  }

  /** True where a row can be read without a look at its texts. */
  get #plain(): boolean {
    return this.#values.plain && this.time.format === undefined && this.layout?.names.includes('closeTime') === false;
  }

  /** Finds the header, skipping blank and comment lines; answers where the first row begins. */
  #header(bytes: Uint8Array, last: boolean): number {
    const { header, delimiter = 'auto' } = this.#options;
    let p = 0;
    for (;;) {
      const byte = delimiter === 'auto' ? detectDelimiter(bytes, p) : delimiter.charCodeAt(0);
      const next = this.#skipped(bytes, p, last) ?? this.#split(bytes, p, last, byte);
      if (next < 0 || (p >= bytes.length && !last)) return p;
      if (p >= bytes.length) throw this.#empty();
      const isBlank = this.#fields.blank || this.#fields.count === 0;
      if (!isBlank) {
        const names = header ?? Array.from({ length: this.#fields.count }, (_, f) => this.#text(bytes, f) ?? '');
        const at = { delimiter: byte, where: `${this.#origin}:${this.#line}`, line: this.#line };
        this.layout = layoutOf(names, this.#options, at);
        const rows = Math.max(this.size, bytes.length) / (meanLineLength(bytes, next) || next - p);
        this.table = new CsvTable(this.layout.names.length, rows * 1.1);
        this.#kept = this.layout.targets.filter((target) => target !== IGNORED);
        if (header === undefined) this.#line += this.#fields.lines;
        return header === undefined ? next : p;
      }
      this.#line++;
      p = next;
    }
  }

  /** The position after a comment line; undefined where the line is none. */
  #skipped(bytes: Uint8Array, p: number, last: boolean): number | undefined {
    const { comment } = this.#options;
    if (comment === undefined || bytes[p] !== comment.charCodeAt(0)) return undefined;
    this.#fields.count = 0;
    let end = p;
    while (end < bytes.length && bytes[end] !== LINE_FEED && bytes[end] !== CARRIAGE_RETURN) end++;
    if (end + 1 >= bytes.length && !last) return -1;
    return bytes[end] === CARRIAGE_RETURN && bytes[end + 1] === LINE_FEED ? end + 2 : end + 1;
  }

  /** The careful way: one row. Answers where the next begins, -1 where it is not whole yet. */
  #carefully(bytes: Uint8Array, p: number, last: boolean, layout: CsvLayout, table: CsvTable): number {
    const fields = this.#fields;
    const skipped = this.#skipped(bytes, p, last);
    const next = skipped ?? this.#split(bytes, p, last, layout.delimiter);
    if (next < 0) return next;
    if (next - p > this.#maxLineBytes) throw this.#tooLong();
    if (skipped !== undefined || fields.blank) {
      if (skipped === undefined) this.#blank++;
      this.#line++;
      return next;
    }
    if (fields.count !== layout.targets.length) {
      const cut = fields.count < layout.targets.length && last && next === bytes.length && !endsLine(bytes);
      if (!cut || this.#options.truncatedLastLine !== 'drop') throw this.#ragged(layout.targets.length, cut);
      this.counts.truncated++;
      this.counts.rows++;
      return next;
    }
    table.anchor(this.#line);
    if (!this.#plainly(bytes, layout, table)) this.#valueByValue(bytes, p, layout, table);
    this.#countRows(1);
    this.#line += fields.lines - 1;
    return next;
  }

  /** Reads a row by the fast path that only its form kept from it. */
  #plainly(bytes: Uint8Array, { targets, volume }: CsvLayout, table: CsvTable): boolean {
    if (!this.#plain) return false;
    const { start, end, count } = this.#fields;
    const row = this.#row;
    row.clear();
    for (let field = 0; field < count; field++) {
      if (targets[field] !== IGNORED && !row.add(bytes, start[field], end[field])) return false;
    }
    const decimal = (this.#options.decimal ?? '.').charCodeAt(0);
    return row.read(this.#kept, volume, { table, time: this.time, counts: this.counts, decimal });
  }

  #valueByValue(bytes: Uint8Array, rowStart: number, { targets, names }: CsvLayout, table: CsvTable): void {
    if (table.rows === table.capacity) table.grow();
    let whole = true;
    for (let field = 0; field < this.#fields.count; field++) {
      const target = targets[field];
      if (target === IGNORED) continue;
      const value = this.#value(bytes, rowStart, field, names[target]);
      table.columns[target][table.rows] = value;
      if (Number.isNaN(value) && PRICES.includes(names[target])) whole = false;
    }
    if (whole || this.#options.missing === 'keep') table.rows++;
    else {
      this.counts.missing++;
      this.counts.missingLine ||= this.#line;
    }
  }

  /** Rows of one line each were read; blank lines before them stood between rows. */
  #countRows(rows: number): void {
    this.counts.rows += rows;
    this.counts.blank += this.#blank;
    this.#blank = 0;
    this.#line += rows;
  }

  /** One field as a number; NaN where it is missing and that is allowed. */
  #value(bytes: Uint8Array, rowStart: number, field: number, name: string): number {
    try {
      const text = this.#text(bytes, field);
      if (text !== undefined) return this.#values.read(text, name);
      const fix = 'save the file as UTF-8, or leave the column out';
      throw new DataError('INVALID_UTF8', { what: `${name} is not valid UTF-8`, fix });
    } catch (error) {
      const where = `${this.#origin}:${this.#line}:${this.#fields.start[field] - rowStart + 1}`;
      throw located(error, { where, line: this.#line, column: name });
    }
  }

  #text(bytes: Uint8Array, field: number): string | undefined {
    const text = decodeUtf8(bytes, this.#fields.start[field], this.#fields.end[field]);
    return this.#fields.quoted[field] ? text?.replaceAll('""', '"') : text;
  }

  #split(bytes: Uint8Array, p: number, last: boolean, delimiter: number): number {
    try {
      return this.#fields.split(bytes, p, bytes.length, last, delimiter);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const stray = error.code === 'STRAY_QUOTE';
      if (this.layout === undefined && stray) throw this.#noHeader(error);
      const target = this.layout?.targets[this.#fields.count - 1] ?? IGNORED;
      const column = stray && target !== IGNORED ? this.layout?.names[target] : undefined;
      throw located(error, { where: `${this.#origin}:${this.#line}`, line: this.#line, column });
    }
  }

  #noHeader(cause: DataError): DataError {
    return new DataError('MISSING_HEADER', {
      what: `the first line is no header: ${cause.what}`,
      where: `${this.#origin}:${this.#line}`,
      fix: 'is this a CSV? An error page or JSON looks like this',
      line: this.#line,
      cause,
    });
  }

  #ragged(expected: number, cut: boolean): DataError {
    const { count } = this.#fields;
    const fix = cut
      ? "the file breaks off here: get it again, or give { truncatedLastLine: 'drop' }"
      : 'a field holds the separator without quotes, or the row is damaged: mend it at its source';
    return new DataError('FIELD_COUNT', {
      what: `the row has ${count} fields, the header has ${expected}`,
      where: `${this.#origin}:${this.#line}`,
      fix,
      line: this.#line,
    });
  }

  #empty(): DataError {
    const fix = 'check the path and the export that wrote it';
    return new DataError('EMPTY_FILE', { what: 'there is nothing in it', where: `${this.#origin}:1`, fix, line: 1 });
  }

  get #maxLineBytes(): number {
    return this.#options.maxLineBytes ?? 1 << 20;
  }

  #tooLong(): DataError {
    return new DataError('LINE_TOO_LONG', {
      what: `the line is longer than ${this.#maxLineBytes} bytes`,
      where: `${this.#origin}:${this.#line}`,
      fix: 'is it a CSV, and does every quote close? If so, raise maxLineBytes',
      line: this.#line,
    });
  }
}

const endsLine = (bytes: Uint8Array): boolean => [LINE_FEED, CARRIAGE_RETURN].includes(bytes[bytes.length - 1]);

/** The mean length of the lines after `start`, by the first 200; 0 without any. */
function meanLineLength(bytes: Uint8Array, start: number): number {
  let lines = 0;
  let p = start;
  for (; p < bytes.length && lines < 200; p++) if (bytes[p] === LINE_FEED) lines++;
  return lines === 0 ? 0 : (p - start) / lines;
}
