import { uncleared } from '@tidemark/core-market';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Sum of the last `period` amounts that are never negative, divided by `divisor`: ranges, money flows, percentages.
 *
 * Nothing is ever subtracted, so no error grows old, and the sum is exactly 0 where all amounts are: what decides whether
 * a ratio is 0/0. The amounts come in blocks of `period`. A window is the end of the last block, whose sums from there on
 * were made in one pass backwards when it was full, and the beginning of the current one, which is summed as it comes.
 */
export class RollingTotal implements Kernel {
  readonly #divisor: number;
  readonly ring: Float64Array; // the window, and behind it the sums from each place to the end of the last block
  at = 0;
  fresh = 0; // the sum of this block
  gap = NaN; // 0 once a block is full

  constructor(period: number, divisor: number = 1) {
    this.#divisor = divisor;
    this.ring = new Float64Array(2 * period);
  }

  update(value: number): number {
    const { ring, at } = this;
    const period = ring.length / 2;
    if (at === 0) {
      // twice gives the same as once, so a peek may do it too
      let sum = (this.fresh = 0);
      for (let i = period - 1; i > 0; i--) ring[period + i] = sum += ring[i];
    }
    this.fresh += value;
    if (isUnknown(this.fresh)) {
      this.at = 0;
      return (this.gap = NaN);
    }
    ring[at] = value;
    this.at = at + 1 < period ? at + 1 : 0;
    if (this.at === 0) this.gap = 0;
    return (ring[period + this.at] + this.fresh + this.gap) / this.#divisor; // no sum stands at the first place
  }
}

/**
 * Column twin of `RollingTotal`: the same blocks, for a column without gaps.
 *
 * @param first the row on which the amounts begin
 * @returns shape [n]; NaN until `period` amounts are known
 */
export function rollingTotal(values: Float64Array, first: number, period: number, divisor: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const ends = new Float64Array(period + 1); // the sums from each place to the end of the last block
  for (let i = first; i < length;) {
    const stop = Math.min(length, i + period);
    let sum = 0;
    for (let place = 1; i < stop; i++, place++) {
      sum += values[i];
      out[i] = (ends[place] + sum) / divisor;
    }
    sum = 0;
    for (let place = period - 1; place > 0; place--) ends[place] = sum += values[stop - period + place];
  }
  return out.fill(NaN, 0, first + period - 1);
}
