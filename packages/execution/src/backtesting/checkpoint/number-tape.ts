/** A number as JSON can hold it: NaN is null; infinities, and the zero that has a sign, are text. */
export type JsonNumber = number | null | string;

export function jsonNumber(value: number): JsonNumber {
  if (Number.isNaN(value)) return null;
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

export function numberOf(json: JsonNumber): number {
  return json === null ? NaN : Number(json);
}

/** A number, and how often it came in a row. */
export type TapedNumbers = readonly (readonly [value: JsonNumber, times: number])[];

/**
 * Numbers in the order in which they came, equal ones counted: a signal of a million bars is as long as its changes.
 *
 * @example
 * const tape = new NumberTape();
 * for (const signal of [NaN, NaN, 1]) tape.push(signal);
 * tape.record // => [[null, 2], [1, 1]]
 */
export class NumberTape {
  readonly #values: number[];
  readonly #times: number[];
  /** Where reading has come to. */
  #at = 0;
  #taken = 0;

  constructor(record: TapedNumbers = []) {
    this.#values = record.map(([value]) => numberOf(value));
    this.#times = record.map(([, times]) => times);
  }

  push(value: number): void {
    const last = this.#values.length - 1;
    if (last >= 0 && Object.is(this.#values[last], value)) this.#times[last]++;
    else {
      this.#values.push(value);
      this.#times.push(1);
    }
  }

  /** The next one; NaN, which keeps a stance, where there are no more. */
  take(): number {
    if (this.#at === this.#values.length) return NaN;
    const value = this.#values[this.#at];
    if (++this.#taken === this.#times[this.#at]) {
      this.#at++;
      this.#taken = 0;
    }
    return value;
  }

  /** How many changes were not taken yet. */
  get left(): number {
    return this.#values.length - this.#at;
  }

  get record(): TapedNumbers {
    return this.#values.map((value, k) => [jsonNumber(value), this.#times[k]]);
  }
}
