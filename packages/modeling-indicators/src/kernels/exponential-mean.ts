import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Exponential mean, one value at a time: seeded with the plain mean of the first `period` values, then it moves `alpha` of
 * the way to each new one.
 */
export class ExponentialMean implements Kernel {
  readonly #period: number;
  readonly #alpha: number;
  seen = 0; // known values in a row, up to the period
  mean = 0;

  constructor(period: number, alpha: number = 2 / (period + 1)) {
    this.#period = period;
    this.#alpha = alpha;
  }

  update(value: number): number {
    if (this.seen < this.#period) this.mean += (value - this.mean) / ++this.seen;
    else this.mean += (value - this.mean) * this.#alpha;
    if (isUnknown(this.mean)) this.seen = this.mean = 0;
    return this.seen < this.#period ? NaN : this.mean;
  }
}
