import { IGNORED } from '../csv/layout.ts';
import { PlainRow, type PlainRowTarget } from '../csv/plain-row.ts';
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE } from '../csv/text.ts';
import type { JsonField, JsonLine } from './json-line.ts';

const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const BACKSLASH = 92;
const LETTER_N = 110;

/** A value and the column that it goes into. */
export interface PlacedField {
  readonly field: JsonField;
  readonly target: number;
}

/** One value of the line that the others are like. */
interface Slot {
  /** What stands before it, byte for byte. */
  readonly before: Uint8Array;
  readonly target: number;
  readonly quoted: boolean;
}

/**
 * The fast path: lines that differ from one before only in their values, as programs write them. The values are
 * gathered as a plain row, so that they are read by the same code as those of a CSV.
 */
export class JsonLineTemplate {
  readonly #slots: readonly Slot[];
  readonly #after: Uint8Array;
  readonly #targets: Int32Array;
  readonly #row = new PlainRow();
  readonly #skipper: JsonLine;

  /**
   * @param fields of a line, with their targets; each target must be there once
   * @param line reads what is not kept
   */
  constructor(
    bytes: Uint8Array,
    { start, end }: { readonly start: number; readonly end: number },
    fields: readonly PlacedField[],
    line: JsonLine,
  ) {
    let p = start;
    this.#slots = fields.map(({ field: { kind, ...at }, target }) => {
      // The quotes of a string that is not kept are part of the value.
      const outside = target === IGNORED && kind === 'string' ? 1 : 0;
      const before = bytes.slice(p, at.start - outside);
      p = at.end + outside;
      return { before, target, quoted: kind === 'string' };
    });
    this.#after = bytes.slice(p, end);
    this.#targets = Int32Array.from(fields.flatMap(({ target }) => (target === IGNORED ? [] : [target])));
    this.#skipper = line;
  }

  /**
   * Reads the line that begins at `p` as a row.
   *
   * @param end the byte after a line feed: the line is whole
   * @returns where the next line begins; -1, and nothing changed, where this one is of another form
   */
  read(bytes: Uint8Array, p: number, end: number, volume: number, into: PlainRowTarget): number {
    this.#row.clear();
    for (const { before, target, quoted } of this.#slots) {
      p = past(before, bytes, p);
      if (p < 0) return -1;
      const start = p;
      if (target === IGNORED) p = this.#skip(bytes, p, end);
      else if (quoted) p = stringEnd(bytes, p);
      else p = numberEnd(bytes, p);
      if (p < 0) return -1;
      // What `null` stands for is an empty field.
      const isNull = !quoted && bytes[start] === LETTER_N;
      if (target !== IGNORED && !this.#row.add(bytes, start, isNull ? start : p)) return -1;
    }
    p = past(this.#after, bytes, p);
    if (p < 0) return -1;
    if (bytes[p] === CARRIAGE_RETURN) p++;
    if (bytes[p++] !== LINE_FEED) return -1;
    return this.#row.read(this.#targets, volume, into) ? p : -1;
  }

  #skip(bytes: Uint8Array, p: number, end: number): number {
    try {
      return this.#skipper.skip(bytes, p, end);
    } catch {
      return -1; // the careful way will say what is wrong
    }
  }
}

/** The position after bytes that must stand at `p`; -1 where they do not. Ends at a line feed, which none of them is. */
function past(expected: Uint8Array, bytes: Uint8Array, p: number): number {
  for (let i = 0; i < expected.length; i++, p++) if (bytes[p] !== expected[i]) return -1;
  return p;
}

function stringEnd(bytes: Uint8Array, p: number): number {
  for (; ; p++) {
    const byte = bytes[p];
    if (byte === QUOTE) return p;
    if (byte < SPACE || byte === BACKSLASH || byte > 126) return -1;
  }
}

/** The end of a number without exponent, as JSON writes it, or of null. */
function numberEnd(bytes: Uint8Array, p: number): number {
  if (bytes[p] === LETTER_N) {
    return bytes[p + 1] === 117 && bytes[p + 2] === 108 && bytes[p + 3] === 108 ? p + 4 : -1;
  }
  if (bytes[p] === MINUS) p++;
  const first = bytes[p];
  if ((first - ZERO) >>> 0 > 9) return -1;
  p++;
  if (first !== ZERO) while ((bytes[p] - ZERO) >>> 0 <= 9) p++;
  if (bytes[p] !== POINT) return p;
  const fraction = ++p;
  while ((bytes[p] - ZERO) >>> 0 <= 9) p++;
  return p === fraction ? -1 : p;
}
