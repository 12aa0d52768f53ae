import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Wilder's smoothed sum, one amount at a time: the first `period - 1` are added up, then a `period`th of the sum is given
 * up for each new one. Known from the last of the seed on (with a period of 1 it is the amount itself).
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978), with the seed of TA-Lib
 */
export class WilderSum implements Kernel {
  readonly #period: number;
  seen = 0; // known values in a row, up to the period
  sum = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(value: number): number {
    if (this.seen < this.#period) this.seen++;
    this.sum = (this.seen < this.#period ? this.sum : this.sum - this.sum / this.#period) + value;
    if (isUnknown(this.sum)) {
      this.seen = this.sum = 0;
      return NaN;
    }
    return this.seen < this.#period - 1 ? NaN : this.sum;
  }
}
