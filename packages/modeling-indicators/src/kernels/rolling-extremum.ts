import { uncleared } from '@tidemark/core-market';
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
    // where a block ends, its first value is looked at once more; and 0 is answered for -0
    return this.#sign * Math.max(this.fresh, ring[this.at]) + 0;
  }
}

/** Where the highest of some values is, of equal ones the latest. Four at a time takes two thirds of the time of one. */
function placeOfHighest(values: Float64Array, from: number, to: number): number {
  let best = values[from];
  let place = from;
  let i = from;
  for (; i < to - 7; i += 8) {
    const a = values[i];
    const b = values[i + 1];
    const c = values[i + 2];
    const d = values[i + 3];
    const e = values[i + 4];
    const f = values[i + 5];
    const g = values[i + 6];
    const h = values[i + 7];
    if (a >= best) {
      best = a;
      place = i;
    }
    if (b >= best) {
      best = b;
      place = i + 1;
    }
    if (c >= best) {
      best = c;
      place = i + 2;
    }
    if (d >= best) {
      best = d;
      place = i + 3;
    }
    if (e >= best) {
      best = e;
      place = i + 4;
    }
    if (f >= best) {
      best = f;
      place = i + 5;
    }
    if (g >= best) {
      best = g;
      place = i + 6;
    }
    if (h >= best) {
      best = h;
      place = i + 7;
    }
  }
  for (; i < to; i++) {
    const value = values[i];
    if (value >= best) {
      best = value;
      place = i;
    }
  }
  return place;
}

/**
 * The highest of the last `period` values.
 *
 * It is remembered until it leaves the window, which is then searched. The two oldest values leave next anyway, so the
 * search is of the others, and for two rows the oldest are looked at besides. (On random walks that takes a third of the
 * time of the kernel, whose every second branch is unforeseen.)
 *
 * @returns shape [n]; NaN until `period` values in a row are known
 */
export function rollingHighest(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const search = placeOfHighest; // a local: module variables are looked up on every pass
  let all = period < 4 ? NaN : 0; // becomes NaN where a value is not known
  let i = 0;
  for (; i < period - 1 && i < length; i++) {
    all += values[i];
    out[i] = NaN;
  }
  while (i < length && !isUnknown(all)) {
    const second = i - period + 2;
    let oldest = second - Number(values[second - 1] > values[second]); // the higher one of the two
    let place = search(values, second + 1, i);
    let best = values[place] + 0; // 0 for -0
    for (const stop = Math.min(length, i + 2); i < stop; i++) {
      const value = values[i];
      all += value;
      if (value >= best) {
        best = value + 0;
        place = i;
      }
      // a choice between two places instead of a branch that nobody can foresee
      out[i] = values[place ^ ((place ^ oldest) & -Number(values[oldest] > best))] + 0;
      oldest = second;
    }
    for (let end = Math.min(length, place + period); i < end; i++) {
      const value = values[i];
      all += value;
      if (value >= best) {
        best = value + 0;
        end = Math.min(length, i + period);
      }
      out[i] = best;
    }
  }
  // small windows, and columns with gaps
  const kernel = new RollingExtremum(period);
  if (isUnknown(all)) for (i = 0; i < length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/** All values with the other sign; 0 for -0. */
export function negated(values: Float64Array): Float64Array {
  const out = uncleared(values.length);
  for (let i = 0; i < out.length; i++) out[i] = 0 - values[i];
  return out;
}
