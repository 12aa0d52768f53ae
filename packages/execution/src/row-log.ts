const CHUNK_BITS = 10;
const CHUNK = 1 << CHUNK_BITS; // rows

/** Some rows: numbers of a fixed count each, whole numbers apart in half the space. */
export interface Rows {
  /** Row after row; where a row starts `RowLog.start` says, times the reals per row. */
  readonly reals: Float64Array;
  /** The same for integers. */
  readonly integers: Int32Array;
}

/** Rows of numbers that grow chunk by chunk: nothing is ever copied or moved. */
export class RowLog {
  readonly #reals: number;
  readonly #integers: number;
  readonly #chunks: Rows[] = [];

  /**
   * @param reals per row
   * @param integers per row, each within 32 bits
   */
  constructor(reals: number, integers: number) {
    this.#reals = reals;
    this.#integers = integers;
  }

  /** The chunk that a row is in; made where the row is the next one. */
  rows(row: number): Rows {
    const at = row >> CHUNK_BITS;
    if (at < this.#chunks.length) return this.#chunks[at];
    const chunk = { reals: new Float64Array(this.#reals * CHUNK), integers: new Int32Array(this.#integers * CHUNK) };
    this.#chunks.push(chunk);
    return chunk;
  }

  /** Which row of its chunk a row is. */
  start(row: number): number {
    return row & (CHUNK - 1);
  }
}
