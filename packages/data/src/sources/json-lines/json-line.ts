import { DataError } from '../../error.ts';
import { CARRIAGE_RETURN, decodeUtf8, QUOTE, SPACE } from '../csv/text.ts';

const TAB = 9;
const BACKSLASH = 92;
const COMMA = 44;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Deeper nesting is no bar, and could exhaust the stack. */
const DEEPEST = 64;

/** What a value is; a nested object or array that nobody asked into is one value. */
export type JsonKind = 'number' | 'string' | 'null' | 'boolean' | 'nested';

/** One value of a line. */
export interface JsonField {
  /** Its name, and with dots those around it: `ohlc.c`; of an array the name that the header gives, or its index. */
  readonly path: string;
  readonly kind: JsonKind;
  /** Where it lies in the bytes; of a string what stands between the quotes. */
  readonly start: number;
  readonly end: number;
}

/** Which nested values to look into, and what elements of an outer array are called. */
export interface JsonLineShape {
  readonly descends: ReadonlySet<string>;
  readonly header: readonly string[] | undefined;
}

/** The values of one line of JSON, strictly by RFC 8259: no comments, no NaN, no comma too many. */
export class JsonLine {
  /** The values in the order of the line. */
  readonly fields: JsonField[] = [];
  isArray = false;
  /** How many elements an outer array has. */
  elements = 0;
  /** Where reading stands: at what is wrong when it throws. */
  at = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #end = 0;
  /** Names as they were met last, in their order: lines of one file mostly have the same. */
  readonly #names: KnownName[] = [];
  #name = 0;
  #shape: JsonLineShape = { descends: new Set(), header: undefined };

  /**
   * Reads the object or array that is all of the bytes `start` to `end`.
   *
   * @throws DataError BAD_JSON, NUL_BYTE, INVALID_UTF8; where, `at` says
   */
  read(bytes: Uint8Array, start: number, end: number, shape: JsonLineShape): void {
    this.fields.length = 0;
    this.elements = 0;
    this.#name = 0;
    this.#begin(bytes, start, end);
    this.#shape = shape;
    this.#space();
    const first = bytes[this.at];
    this.isArray = first === OPEN_BRACKET;
    if (this.at >= end || (first !== OPEN_BRACE && !this.isArray)) throw this.#bad('an object or an array');
    if (this.isArray) this.#array('', 0, true);
    else this.#object('', 0, true);
    this.#space();
    if (this.at < end) throw this.#bad('the end of the line');
  }

  /**
   * The position after the value that begins at `start`.
   *
   * @throws DataError BAD_JSON, NUL_BYTE
   */
  skip(bytes: Uint8Array, start: number, end: number): number {
    this.#begin(bytes, start, end);
    this.#value('', 1, false);
    return this.at;
  }

  /**
   * The text of a string, its escapes resolved.
   *
   * @returns undefined where it is not valid UTF-8
   */
  textOf(bytes: Uint8Array, start: number, end: number): string | undefined {
    const text = decodeUtf8(bytes, start, end);
    return text?.includes('\\') === true ? (JSON.parse(`"${text}"`) as string) : text;
  }

  #begin(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.#end = end;
    this.at = start;
  }

  /** @param kept false: it is skipped, as part of a value that nobody asked into */
  #object(prefix: string, depth: number, kept: boolean): void {
    this.at++;
    this.#space();
    if (this.#takes(CLOSE_BRACE)) return;
    do {
      this.#space();
      if (this.#byte() !== QUOTE) throw this.#bad('a name in quotes');
      const [start, end] = this.#string();
      this.#space();
      if (!this.#takes(COLON)) throw this.#bad('a colon');
      this.#space();
      this.#value(kept ? `${prefix}${this.#nameOf(start, end)}` : '', depth, kept);
      this.#space();
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACE)) throw this.#bad('a comma or }');
  }

  #array(prefix: string, depth: number, kept: boolean): void {
    this.at++;
    this.#space();
    if (this.#takes(CLOSE_BRACKET)) return;
    const names = prefix === '' ? this.#shape.header : undefined;
    let i = 0;
    do {
      if (prefix === '' && kept) this.elements = i + 1;
      this.#space();
      this.#value(kept ? (names?.[i] ?? `${prefix}${i}`) : '', depth, kept);
      this.#space();
      i++;
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACKET)) throw this.#bad('a comma or ]');
  }

  #value(path: string, depth: number, kept: boolean): void {
    const start = this.at;
    const byte = this.#byte();
    if (byte === QUOTE) {
      const [from, to] = this.#string();
      if (kept) this.fields.push({ path, kind: 'string', start: from, end: to });
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      if (depth >= DEEPEST) throw this.#bad(`at most ${DEEPEST} values inside each other`);
      const into = kept && this.#shape.descends.has(path);
      if (byte === OPEN_BRACE) this.#object(`${path}.`, depth + 1, into);
      else this.#array(`${path}.`, depth + 1, into);
      if (kept && !into) this.fields.push({ path, kind: 'nested', start, end: this.at });
    } else if (byte === MINUS || isDigit(byte)) {
      this.#number();
      if (kept) this.fields.push({ path, kind: 'number', start, end: this.at });
    } else {
      const kind = this.#word('null') ? 'null' : this.#word('true') || this.#word('false') ? 'boolean' : undefined;
      if (kind === undefined) throw this.#noValue();
      if (kept) this.fields.push({ path, kind, start, end: this.at });
    }
  }

  /** Where the text between the quotes lies. */
  #string(): [start: number, end: number] {
    const start = ++this.at;
    for (; ; this.at++) {
      const byte = this.#byte();
      if (byte === QUOTE) return [start, this.at++];
      if (byte < SPACE) throw this.#bad('a closing quote');
      if (byte !== BACKSLASH) continue;
      this.at++;
      const escaped = this.#byte();
      if (escaped === 117) {
        for (let digit = 0; digit < 4; digit++) {
          this.at++;
          if (!isHexDigit(this.#byte())) throw this.#bad('four hexadecimal digits');
        }
      } else if (!ESCAPES.has(escaped)) throw this.#bad('an escape that JSON has');
    }
  }

  #number(): void {
    this.#takes(MINUS);
    if (!this.#takes(ZERO)) this.#digits();
    if (this.#takes(POINT)) this.#digits();
    if (this.#takes(101) || this.#takes(69)) {
      if (!this.#takes(43)) this.#takes(MINUS);
      this.#digits();
    }
  }

  #digits(): void {
    if (!isDigit(this.#byte())) throw this.#bad('a digit');
    while (isDigit(this.#byte())) this.at++;
  }

  /** A word that breaks off with the line is no other word. */
  #noValue(): DataError {
    const rest = decodeUtf8(this.#bytes, this.at, Math.min(this.#end, this.at + 5)) ?? '';
    if (['null', 'true', 'false'].some((word) => word.startsWith(rest))) this.at = this.#end;
    return this.#bad('a value');
  }

  #word(word: string): boolean {
    for (let i = 0; i < word.length; i++) {
      if (this.at + i >= this.#end || this.#bytes[this.at + i] !== word.charCodeAt(i)) return false;
    }
    this.at += word.length;
    return true;
  }

  #nameOf(start: number, end: number): string {
    const n = this.#name++;
    const known = this.#names[n];
    if (known !== undefined && isSame(known.bytes, this.#bytes, start, end)) return known.name;
    const name = this.textOf(this.#bytes, start, end);
    if (name !== undefined) {
      if (n < MOST_NAMES) this.#names[n] = { name, bytes: this.#bytes.slice(start, end) };
      return name;
    }
    this.at = start;
    throw new DataError('INVALID_UTF8', { what: 'a name is not valid UTF-8', fix: 'save the file as UTF-8' });
  }

  /** The byte at hand; -1 at the end of the line. */
  #byte(): number {
    return this.at < this.#end ? this.#bytes[this.at] : -1;
  }

  #takes(byte: number): boolean {
    if (this.#byte() !== byte) return false;
    this.at++;
    return true;
  }

  #space(): void {
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN) return;
    }
  }

  #bad(expected: string): DataError {
    const byte = this.#byte();
    if (byte === 0) {
      const fix = 'the file is damaged or binary: get it again';
      return new DataError('NUL_BYTE', { what: 'the line holds a NUL byte', fix });
    }
    const found = byte < 0 ? 'the line ends' : `${JSON.stringify(this.#excerpt())} stands`;
    return new DataError('BAD_JSON', { what: `${found} where ${expected} should be`, fix: this.#remedy(byte) });
  }

  #excerpt(): string {
    const { at } = this;
    for (let end = Math.min(this.#end, at + 20); end > at; end--) {
      const text = decodeUtf8(this.#bytes, at, end);
      if (text !== undefined) return text;
    }
    return `\\x${this.#bytes[at].toString(16)}`;
  }

  #remedy(byte: number): string {
    if (byte === 78 || byte === 73 || byte === 110) return 'JSON has no NaN and no Infinity: write null';
    return 'write one object or array a line, in the strict form that JSON has';
  }
}

/** A name and its bytes, escapes unresolved. */
interface KnownName {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MOST_NAMES = 64;

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}

/** `"` `\` `/` b f n r t */
const ESCAPES = /* @__PURE__ */ new Set([34, 92, 47, 98, 102, 110, 114, 116]);

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 65 && byte <= 70) || (byte >= 97 && byte <= 102);
}
