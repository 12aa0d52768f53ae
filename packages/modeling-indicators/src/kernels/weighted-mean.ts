import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Linearly weighted mean of the last `period` values, one value at a time: the newest weighs `period`, the oldest 1.
 *
 * Like the plain rolling sum it is renewed once per window, by sums gathered meanwhile.
 */
export class WeightedMean implements Kernel {
  readonly ring: Float64Array; // the window: where the next value goes, the oldest is
  at = 0;
  sum = NaN; // until the first window is full
  weighted = NaN;
  freshSum = 0;
  freshWeighted = 0;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    const period = ring.length;
    this.freshSum += value;
    this.freshWeighted += value * (at + 1);
    this.weighted += value * period - this.sum;
    this.sum += value - ring[at];
    if (isUnknown(this.freshWeighted)) this.#begin(NaN, NaN);
    else {
      ring[at] = value;
      if (++this.at === period) this.#begin(this.freshSum, this.freshWeighted);
    }
    return this.weighted / ((period * (period + 1)) / 2);
  }

  /** Begins a window behind one of these sums. */
  #begin(sum: number, weighted: number): void {
    this.sum = sum;
    this.weighted = weighted;
    this.at = this.freshSum = this.freshWeighted = 0;
  }
}
