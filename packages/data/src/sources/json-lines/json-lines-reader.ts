import { DataError } from '../../error.ts';
import { noCounts, type CsvCounts } from '../csv/csv-reader.ts';
import { CsvTable } from '../csv/csv-table.ts';
import { IGNORED } from '../csv/layout.ts';
import { located } from '../csv/located.ts';
import { losesPrecision } from '../csv/number.ts';
import { joined, PieceDecoder } from '../csv/piece-decoder.ts';
import { CARRIAGE_RETURN, decodeUtf8, excerpt, LINE_FEED, SPACE } from '../csv/text.ts';
import { TimeReader } from '../csv/time-reader.ts';
import { PRICES, ValueReader } from '../csv/value-reader.ts';
import { descentsOf, JsonLineLayout } from './json-line-layout.ts';
import { JsonLineTemplate, type PlacedField } from './json-line-template.ts';
import { JsonLine, type JsonField } from './json-line.ts';
import type { JsonLinesOptions } from './json-lines-options.ts';

const TAB = 9;
const POINT = 46;

/**
 * Reads JSON lines in pieces. A line of the same form as one before goes the fast way, any other the careful way, which
 * also makes every error, with its line and column.
 */
export class JsonLinesReader {
  readonly time: TimeReader;
  readonly counts: CsvCounts = noCounts();
  layout: JsonLineLayout | undefined;
  table: CsvTable | undefined;
  /** Length of the whole text in bytes, so that the columns need not grow; a guess will do, and may be mended. */
  size: number;
  #bytesRead = 0;
  #lineNumber = 1;
  #blank = 0;
  #isArray = false;
  #template: JsonLineTemplate | undefined;
  /** Lines since the last one that went the fast way. */
  #misses = 0;
  /** Per target: the row that has it last, plus one. */
  #seen: number[] = [];
  /** Bytes of an unfinished line, before the piece that finishes it. */
  #rest: Uint8Array = new Uint8Array(0);
  readonly #line = new JsonLine();
  readonly #decoder: PieceDecoder;
  readonly #values: ValueReader;
  readonly #options: JsonLinesOptions;
  readonly #origin: string;
  readonly #descends: ReadonlySet<string>;

  constructor(options: JsonLinesOptions, size: number) {
    this.#options = options;
    this.#origin = options.origin ?? 'json lines';
    this.size = size;
    this.#decoder = new PieceDecoder(this.#origin);
    this.time = new TimeReader(options);
    this.#values = new ValueReader(options, this.time, this.counts);
    this.#descends = descentsOf(options);
  }

  /**
   * Reads the next piece of the text. The bytes are not kept.
   *
   * @param last true for the piece that ends the text
   * @throws DataError the codes of `parseJsonLines`
   */
  push(piece: Uint8Array, last: boolean): void {
    this.#bytesRead += piece.length;
    let bytes = this.#decoder.push(piece, last);
    const { table } = this;
    if (table !== undefined) table.expected = (table.rows / this.#bytesRead) * this.size;
    if (this.#rest.length > 0) {
      const end = bytes.indexOf(LINE_FEED) + 1;
      const line = joined(this.#rest, end === 0 ? bytes : bytes.subarray(0, end));
      this.#rest = end === 0 ? line : new Uint8Array(0);
      if (end > 0) this.#read(line, line.length);
      bytes = bytes.subarray(end === 0 ? bytes.length : end);
    }
    const whole = bytes.lastIndexOf(LINE_FEED) + 1;
    this.#read(bytes, whole);
    if (whole < bytes.length) this.#rest = joined(this.#rest, bytes.slice(whole));
    if (this.#rest.length > this.#maxLineBytes) throw this.#tooLong();
    if (!last) return;
    if (this.#rest.length > 0) this.#carefully(this.#rest, 0, this.#rest.length, true);
    if (this.layout === undefined) throw this.#empty();
  }

  /** Reads whole lines. */
  #read(bytes: Uint8Array, limit: number): void {
    const { time, counts } = this;
    const plain = this.#plain;
    let p = 0;
    let straight = false;
    while (p < limit) {
      if (plain && this.#template !== undefined && this.layout !== undefined && this.table !== undefined) {
        const { table, layout } = this;
        if (!straight) table.anchor(this.#lineNumber);
        straight = true;
        const next = this.#template.read(bytes, p, limit, layout.volume, { table, time, counts, decimal: POINT });
        if (next >= 0) {
          this.#countRow();
          this.#misses = 0;
          p = next;
          continue;
        }
      }
      straight = false;
      const end = bytes.indexOf(LINE_FEED, p);
      this.#carefully(bytes, p, end, false);
      p = end + 1;
    }
  }

  /** True where a line can be read without a look at its texts. */
  get #plain(): boolean {
    const { decimal = '.' } = this.#options;
    return this.#values.plain && decimal === '.' && this.time.format === undefined;
  }

  #countRow(): void {
    this.counts.rows++;
    this.counts.blank += this.#blank;
    this.#blank = 0;
    this.#lineNumber++;
  }

  /** The careful way: the line from `start` to `lineEnd`. */
  #carefully(bytes: Uint8Array, start: number, lineEnd: number, unended: boolean): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
    if (end - start > this.#maxLineBytes) throw this.#tooLong();
    const { comment } = this.#options;
    if (comment !== undefined && bytes[start] === comment.charCodeAt(0)) {
      this.#lineNumber++;
      return;
    }
    if (isBlank(bytes, start, end)) {
      this.#blank++;
      this.#lineNumber++;
      return;
    }
    const header = this.layout?.header ?? this.#options.header;
    try {
      this.#line.read(bytes, start, end, { descends: this.#descends, header });
    } catch (error) {
      const cut = unended && error instanceof DataError && error.code === 'BAD_JSON' && this.#line.at >= end;
      if (!cut) throw this.#located(error, start, this.#line.at);
      if (this.#options.truncatedLastLine !== 'drop' || this.layout === undefined) {
        throw this.#located(breaksOff(error), start, end);
      }
      this.counts.truncated++;
      this.counts.rows++;
      return;
    }
    if (this.layout === undefined && this.#begin(bytes, start)) {
      this.#lineNumber++;
      return;
    }
    this.#row(bytes, start, end);
    this.#countRow();
  }

  /** Learns from the first line what there is; true where it was only names. */
  #begin(bytes: Uint8Array, start: number): boolean {
    const { fields, isArray } = this.#line;
    const { header } = this.#options;
    if (isArray) this.#checkWidth(header);
    const named = isArray && header === undefined && fields.every(({ kind }) => kind === 'string');
    if (isArray && header === undefined && (!named || fields.length === 0)) throw this.#noNames();
    const texts = named ? fields.map((field) => this.#line.textOf(bytes, field.start, field.end) ?? '') : undefined;
    const names = isArray ? (header ?? texts) : undefined;
    const place = { where: `${this.#origin}:${this.#lineNumber}`, line: this.#lineNumber };
    const paths = texts ?? fields.map(({ path }) => path);
    this.layout = new JsonLineLayout(paths, this.#options, names === undefined ? place : { ...place, header: names });
    this.#isArray = isArray;
    const end = bytes.indexOf(LINE_FEED, start);
    const length = Math.max(8, (end < 0 ? bytes.length : end) - start);
    this.table = new CsvTable(this.layout.names.length, (Math.max(this.size, bytes.length) / length) * 1.1);
    return texts !== undefined;
  }

  #row(bytes: Uint8Array, start: number, end: number): void {
    const { layout, table } = this;
    if (layout === undefined || table === undefined) return;
    const { fields, isArray } = this.#line;
    if (isArray !== this.#isArray) throw this.#otherForm(isArray);
    if (isArray) this.#checkWidth(layout.header);
    if (table.rows === table.capacity) table.grow();
    table.anchor(this.#lineNumber);
    const mark = this.counts.rows + 1;
    const placed = fields.map((field) => ({ field, target: this.#place(field, bytes, start, mark) }));
    let whole = true;
    for (const [target, name] of layout.names.entries()) {
      if (this.#seen[target] !== mark) {
        table.columns[target][table.rows] = this.#absent(name);
      }
      if (PRICES.includes(name) && Number.isNaN(table.columns[target][table.rows])) whole = false;
    }
    this.#learn(placed, bytes, { start, end });
    if (whole || this.#options.missing === 'keep') table.rows++;
    else {
      this.counts.missing++;
      this.counts.missingLine ||= this.#lineNumber;
    }
  }

  /** Takes the line for a template, less often the longer that has been in vain. */
  #learn(
    placed: readonly PlacedField[],
    bytes: Uint8Array,
    at: { readonly start: number; readonly end: number },
  ): void {
    this.#misses++;
    if ((this.#misses & (this.#misses - 1)) !== 0) return; // no power of two
    const names = this.layout?.names ?? [];
    const kept = placed.filter(({ target }) => target !== IGNORED);
    if (kept.length !== names.length || names.includes('closeTime')) return;
    this.#template = new JsonLineTemplate(bytes, at, placed, this.#line);
  }

  /** Puts a value into its column; answers its target. */
  #place(field: JsonField, bytes: Uint8Array, start: number, mark: number): number {
    const { layout, table } = this;
    if (layout === undefined || table === undefined) return IGNORED;
    let name: string | undefined;
    try {
      const target = layout.targetOf(field.path);
      if (target === IGNORED) return target;
      name = layout.names[target];
      while (table.columns.length < layout.names.length) {
        table.addColumn();
        this.#template = undefined; // its lines do not name the new column
        if (name === 'volume') this.counts.unknownVolume += table.rows;
      }
      if (this.#seen[target] === mark) throw twice(name);
      this.#seen[target] = mark;
      table.columns[target][table.rows] = this.#value(field, bytes, name);
      return target;
    } catch (error) {
      throw this.#located(error, start, field.start, name);
    }
  }

  /** One value as a number; NaN where it is missing and that is allowed. */
  #value({ kind, start, end }: JsonField, bytes: Uint8Array, name: string): number {
    if (kind === 'null') return this.#values.missing(name, 'null');
    const isTime = name === 'time' || name === 'closeTime';
    if (kind === 'number') {
      const text = decodeUtf8(bytes, start, end) ?? '';
      const value = Number(text);
      // Some programs write an epoch as 1.7e12; it is the same number.
      if (isTime) return this.time.read(/e/i.test(text) && Number.isSafeInteger(value) ? String(value) : text);
      if (!Number.isFinite(value)) throw noNumber(name, text);
      if (losesPrecision(text, value)) this.counts.rounded++;
      return value;
    }
    if (kind === 'string') {
      const text = this.#line.textOf(bytes, start, end);
      if (text !== undefined) return this.#values.read(text, name);
      const fix = 'save the file as UTF-8, or leave the column out';
      throw new DataError('INVALID_UTF8', { what: `${name} is not valid UTF-8`, fix });
    }
    const text = kind === 'nested' ? 'an object or array' : (decodeUtf8(bytes, start, end) ?? '');
    if (!isTime) throw noNumber(name, text, kind === 'nested');
    throw new DataError('BAD_TIMESTAMP', { what: `${name} is ${text}`, fix: 'write an ISO time or an epoch' });
  }

  /** What a column has in a line that does not name it. */
  #absent(name: string): number {
    try {
      return this.#values.missing(name, 'not in the line');
    } catch (error) {
      throw located(error, { where: `${this.#origin}:${this.#lineNumber}`, line: this.#lineNumber, column: name });
    }
  }

  #checkWidth(header: readonly string[] | undefined): void {
    const { elements } = this.#line;
    if (header !== undefined && elements !== header.length) throw this.#ragged(elements, header.length);
  }

  #located(error: unknown, start: number, at: number, column?: string): unknown {
    const where = `${this.#origin}:${this.#lineNumber}:${at - start + 1}`;
    return located(error, { where, line: this.#lineNumber, column });
  }

  #refusal(code: string, what: string, fix: string): DataError {
    return new DataError(code, { what, where: `${this.#origin}:${this.#lineNumber}`, fix, line: this.#lineNumber });
  }

  #otherForm(isArray: boolean): DataError {
    const [one, other] = isArray ? ['an array', 'objects'] : ['an object', 'arrays'];
    return this.#refusal('BAD_JSON', `the line is ${one}, those before are ${other}`, 'write all lines in one form');
  }

  #ragged(count: number, expected: number): DataError {
    const fix = 'mend the line at its source, or give the header that it has';
    return this.#refusal('FIELD_COUNT', `the line has ${count} values, the header has ${expected}`, fix);
  }

  #noNames(): DataError {
    const fix =
      "say it: { header: ['time', 'open', …] }; if the file is one array, write one element a line (jq -c '.[]')";
    return this.#refusal('MISSING_HEADER', 'the first line is an array, and nothing says what its values are', fix);
  }

  #empty(): DataError {
    const fix = 'check the path and the export that wrote it';
    return new DataError('EMPTY_FILE', { what: 'there is nothing in it', where: `${this.#origin}:1`, fix, line: 1 });
  }

  get #maxLineBytes(): number {
    return this.#options.maxLineBytes ?? 1 << 20;
  }

  #tooLong(): DataError {
    const fix = "is it JSON lines, and not one array? Write one element a line (jq -c '.[]'), or raise maxLineBytes";
    return this.#refusal('LINE_TOO_LONG', `the line is longer than ${this.#maxLineBytes} bytes`, fix);
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let p = start; p < end; p++) {
    if (bytes[p] !== SPACE && bytes[p] !== TAB && bytes[p] !== CARRIAGE_RETURN) return false;
  }
  return true;
}

function breaksOff({ code, what }: DataError): DataError {
  const fix = "the file breaks off here: get it again, or give { truncatedLastLine: 'drop' }";
  return new DataError(code, { what, fix });
}

function twice(name: string): DataError {
  const fix = `write it once, or say which one it is: { columns: { ${name}: … } }`;
  return new DataError('DUPLICATE_COLUMN', { what: `the line says ${name} twice`, fix });
}

function noNumber(name: string, text: string, nested = false): DataError {
  const what = `${name} is ${nested ? text : excerpt(text)}, which is no number`;
  const fix = nested
    ? `name the member that is meant: { columns: { ${name}: 'a.b' } }`
    : 'write a plain decimal number';
  return new DataError('BAD_NUMBER', { what, fix });
}
