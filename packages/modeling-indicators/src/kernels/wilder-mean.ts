import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * One step of Wilder's smoothing: the mean moves a `period`th of the way to the new value.
 *
 * The same as (mean * (period - 1) + value) / period, but steady where the value is the mean already.
 *
 * @param weight 1 / period, computed once
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 * @example wilderMean(10, 14, 1 / 4) // => 11
 */
export const wilderMean = (mean: number, value: number, weight: number): number => mean + (value - mean) * weight;

/** Wilder's smoothing, one value at a time: seeded with the plain mean of the first `period` values. */
export class WilderMean implements Kernel {
  readonly #period: number;
  seen = 0; // known values in a row, up to the period
  mean = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(value: number): number {
    if (this.seen < this.#period) this.seen++;
    this.mean = wilderMean(this.mean, value, 1 / this.seen);
    if (isUnknown(this.mean)) this.seen = this.mean = 0;
    return this.seen < this.#period ? NaN : this.mean;
  }
}
