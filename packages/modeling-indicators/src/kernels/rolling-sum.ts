import { uncleared } from '@tidemark/core-market';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Sum of the last `period` values, divided by `divisor` (1 leaves it as it is).
 *
 * A running sum gathers rounding errors for ever, and keeps the debris of a huge value that has gone. So once per window
 * a fresh sum, gathered meanwhile, takes its place: no error is older than two windows. Where plain sums are exact
 * (prices on a binary grid) it has their very bits.
 *
 * @param values shape [n]; the sum starts anew behind a value that is not known
 * @returns shape [n]; NaN until `period` values in a row are known
 */
export function rollingSum(values: Float64Array, period: number, divisor: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const unknown = isUnknown; // a local: imports are looked up on every pass
  let sum = NaN; // until the first window is full
  let i = 0;
  while (i < length) {
    const end = i + period;
    const stop = Math.min(length, end);
    let fresh = 0;
    if (Number.isNaN(sum)) {
      for (; i < stop; i++) {
        fresh += values[i];
        if (unknown(fresh)) break;
        out[i] = NaN;
      }
    } else {
      for (; i < stop; i++) {
        const value = values[i];
        fresh += value;
        sum += value - values[i - period];
        out[i] = sum / divisor;
      }
      // One look per window, not per value. What was written behind the unknown one is written anew.
      if (unknown(fresh)) for (i = end - period, fresh = 0; !unknown((fresh += values[i]));) i++;
    }
    if (i === end) out[i - 1] = (sum = fresh) / divisor;
    else if (i < stop) out[i++] = sum = NaN;
  }
  return out;
}

/** Streaming twin of `rollingSum`. */
export class RollingSum implements Kernel {
  readonly #divisor: number;
  readonly ring: Float64Array; // the window: where the next value goes, the oldest is
  at = 0;
  sum = NaN; // until the first window is full
  fresh = 0;

  constructor(period: number, divisor: number = 1) {
    this.#divisor = divisor;
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    this.fresh += value;
    this.sum += value - ring[at];
    if (isUnknown(this.fresh)) {
      this.at = this.fresh = 0;
      return (this.sum = NaN);
    }
    ring[at] = value;
    this.at = at + 1;
    if (this.at === ring.length) {
      this.sum = this.fresh;
      this.at = this.fresh = 0;
    }
    return this.sum / this.#divisor;
  }
}
