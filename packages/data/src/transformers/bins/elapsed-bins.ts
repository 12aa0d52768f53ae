import type { Bin, Bins } from './bins.ts';

/** Bins of equal length in elapsed time, counted from an anchor in both directions. */
export class ElapsedBins implements Bins {
  readonly #length: number;
  readonly #anchor: number;

  /**
   * @param length ms
   * @param anchor epoch ms of any bin's start
   */
  constructor(length: number, anchor: number) {
    this.#length = length;
    this.#anchor = anchor;
  }

  at(time: number): Bin {
    const rest = (time - this.#anchor) % this.#length; // exact, where a quotient could round up to the next bin
    const start = time - rest - (rest < 0 ? this.#length : 0);
    return { start, end: start + this.#length };
  }

  from(time: number): Bin {
    const bin = this.at(time);
    return bin.start === time ? bin : { start: bin.end, end: bin.end + this.#length };
  }
}
