import { DataError } from '../../error.ts';
import type { CsvOptions } from './csv-options.ts';
import { losesPrecision, parseNumber } from './number.ts';
import { excerpt } from './text.ts';
import type { TimeReader } from './time-reader.ts';

/** What a bar cannot do without. */
export const PRICES: readonly string[] = ['open', 'high', 'low', 'close'];
const MISSING_TOKENS = ['NaN', 'nan', 'null', 'NULL', 'NA', 'N/A'];

/** What was met in single fields, for the report. */
export interface ValueCounts {
  /** Whole numbers too long for a float64. */
  rounded: number;
  /** Empty volumes, read as NaN. */
  unknownVolume: number;
}

/** Reads the texts of fields as numbers, and says what is wrong with those that are none. */
export class ValueReader {
  /** False where a text that looks like a number means that there is none: then no fast path may read it. */
  readonly plain: boolean;
  readonly #time: TimeReader;
  readonly #counts: ValueCounts;
  readonly #missing: 'refuse' | 'drop' | 'keep';
  readonly #decimal: '.' | ',';
  readonly #thousands: string | undefined;
  readonly #missingTokens: ReadonlySet<string>;

  constructor(options: CsvOptions, time: TimeReader, counts: ValueCounts) {
    const { missing = 'refuse', decimal = '.', thousands, missingTokens = MISSING_TOKENS } = options;
    this.#time = time;
    this.#counts = counts;
    this.#missing = missing;
    this.#decimal = decimal;
    this.#thousands = thousands;
    this.#missingTokens = new Set(missingTokens);
    this.plain = !missingTokens.some((token) => /^[\d.,-]+$/.test(token));
  }

  /**
   * A field as a number: a time in epoch ms, NaN where it is missing and that is allowed.
   *
   * @param name the column: `close`
   * @throws DataError MISSING_VALUE, BAD_NUMBER and those of times; where it is, the caller knows
   */
  read(text: string, name: string): number {
    if (name === 'time' || name === 'closeTime') return this.#time.read(text);
    if (text === '' || this.#missingTokens.has(text)) return this.missing(name, text === '' ? 'empty' : text);
    const value = parseNumber(text, { decimal: this.#decimal, thousands: this.#thousands });
    if (value === undefined) throw this.#noNumber(text, name);
    if (losesPrecision(text, value)) this.#counts.rounded++;
    return value;
  }

  /**
   * NaN, where that is allowed.
   *
   * @param is what stands in its place: `empty`
   * @throws DataError MISSING_VALUE for a price, BAD_TIMESTAMP for a time
   */
  missing(name: string, is: string): number {
    if (name === 'time' || name === 'closeTime') {
      throw new DataError('BAD_TIMESTAMP', { what: `${name} is ${is}`, fix: 'every row needs a time' });
    }
    if (!PRICES.includes(name)) {
      if (name === 'volume') this.#counts.unknownVolume++;
      return NaN;
    }
    if (this.#missing !== 'refuse') return NaN;
    const fix = "fill it at the source, or drop such rows: { missing: 'drop' }";
    throw new DataError('MISSING_VALUE', { what: `${name} is ${is}`, fix });
  }

  #noNumber(text: string, name: string): DataError {
    const grouped = this.#thousands === undefined && /^\d{1,3}(?:[,.' ]\d{3})+$/.test(text);
    const fix = grouped
      ? `if ${text[text.length - 4]} groups thousands, give { thousands: '${text[text.length - 4]}' }`
      : 'write a plain decimal number';
    return new DataError('BAD_NUMBER', { what: `${name} is ${excerpt(text)}, which is no number`, fix });
  }
}
