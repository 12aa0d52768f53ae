import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * The highest of the last `period` values (or the lowest, with sign -1), one value at a time, in O(1) on average.
 *
 * The values come in blocks of `period`. A window is the end of the last block, whose highest values from there on were
 * found in one pass backwards when it was full, and the beginning of the current one, whose highest so far is kept.
 *
 * @see van Herk 1992, Gil and Werman 1993
 */
export class RollingExtremum implements Kernel {
  readonly #sign: number;
  readonly ring: Float64Array; // before `at` values of this block, behind it the highest from there to the end of the last
  at = 0;
  seen = 0; // known values in a row, up to the period
  fresh = 0; // the highest of this block

  constructor(period: number, sign: 1 | -1 = 1) {
    this.#sign = sign;
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    const period = ring.length;
    const signed = value * this.#sign;
    if (isUnknown(signed)) {
      this.at = this.seen = 0;
      return NaN;
    }
    // twice gives the same as once, so a peek may do it too
    if (at === 0) for (let i = period - 2; i > 0; i--) ring[i] = Math.max(ring[i], ring[i + 1]);
    this.fresh = at === 0 ? signed : Math.max(this.fresh, signed);
    ring[at] = signed;
    this.at = at + 1 === period ? 0 : at + 1;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    return this.#sign * (this.at === 0 ? this.fresh : Math.max(this.fresh, ring[at + 1]));
  }
}

/**
 * The highest of the last `period` values, or with sign -1 the lowest.
 *
 * @returns shape [n]; NaN until `period` values in a row are known
 */
export function rollingExtremum(values: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const out = new Float64Array(values.length);
  const extremum = new RollingExtremum(period, sign);
  for (let i = 0; i < out.length; i++) out[i] = extremum.update(values[i]);
  return out;
}
