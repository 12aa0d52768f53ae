import { uncleared } from '@tidemark/core-market';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * The line through the last `period` values with the least squared errors, one value at a time: its slope per bar.
 *
 * The line goes through the mean of the values in the middle of the window. Its two sums are made anew once per window,
 * so no rounding error grows old; and they are of deviations from a value of that window, because prices are high and
 * moves small. Where all values of a window are equal the slope is exactly 0, as it is for a single value.
 */
export class FittedSlope implements Kernel {
  readonly ring: Float64Array; // the window: where the next value goes, the oldest is
  at = 0;
  previous = NaN;
  run = 0; // how many equal values have come in a row
  centre = 0;
  sum = NaN; // until the first window is full
  weighted = NaN; // the oldest value weighs 0, the newest `period - 1`

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at, centre } = this;
    const period = ring.length;
    this.run = value === this.previous ? this.run + 1 : 1;
    this.previous = value;
    if (isUnknown(value)) {
      this.at = this.run = 0;
      return (this.sum = NaN);
    }
    const newest = value - centre;
    const oldest = ring[at] - centre;
    this.weighted += newest * (period - 1) - (this.sum - oldest); // each of the rest has moved to the left
    this.sum += newest - oldest;
    ring[at] = value;
    this.at = at + 1 === period ? 0 : at + 1;
    if (this.at === 0 || this.run >= period) {
      this.centre = value;
      this.sum = this.weighted = 0;
      // about its own value a flat window adds nothing
      for (let i = 0; i < period && this.run < period; i++) {
        this.sum += ring[i] - value;
        this.weighted += (ring[i] - value) * i;
      }
    }
    return slopeOf(this.weighted, this.sum, period);
  }
}

/** Of the line through so many values, by their two sums. */
const slopeOf = (weighted: number, sum: number, period: number): number =>
  (weighted - (sum * (period - 1)) / 2) / ((period * (period * period - 1)) / 12 || 1);

/**
 * The line through the last `period` values with the least squared errors, one value at a time: `update` answers its slope,
 * `height` then tells where it stands.
 */
export class LinearFit extends FittedSlope {
  slope(): number {
    return slopeOf(this.weighted, this.sum, this.ring.length);
  }

  /** The height of the line so many bars to the right of the middle of the window. */
  height(right: number): number {
    return this.centre + this.sum / this.ring.length + this.slope() * right;
  }
}

/**
 * Column twin of the slope: the same sums in the same order, with one look for a gap per window.
 *
 * @returns shape [n]; NaN until `period` values in a row are known
 */
export function fittedSlope(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const last = period - 1;
  const scale = (period * (period * period - 1)) / 12 || 1;
  let same = 0; // how often in a row a value was that of the row before
  let previous = NaN;
  let behind = 0; // how far the oldest value is; none goes before the first window is full
  let centre = 0;
  let sum = NaN; // till then nothing is known
  let weighted = NaN;
  let i = 0;
  while (i < length) {
    const start = i;
    const end = i + period;
    const stop = Math.min(length, end);
    let all = 0;
    for (; i < stop; i++) {
      const value = values[i];
      const newest = value - centre;
      const oldest = values[i - behind] - centre;
      all += value - value;
      weighted += newest * last - (sum - oldest);
      sum += newest - oldest;
      same = (same + 1) & -Number(value === previous);
      previous = value;
      if (same >= last) {
        centre = value;
        sum = weighted = 0;
      }
      out[i] = (weighted - (sum * last) / 2) / scale;
    }
    if (all !== 0) {
      for (i = start; !isUnknown(values[i]);) i++;
      out[i++] = sum = previous = NaN;
      behind = 0;
    } else if (i === end && ((behind = period), same < last)) {
      centre = previous;
      sum = weighted = 0;
      for (let j = 0; j < period; j++) {
        sum += values[start + j] - centre;
        weighted += (values[start + j] - centre) * j;
      }
      out[i - 1] = slopeOf(weighted, sum, period);
    }
  }
  return out;
}

/** The height of the line through the last `period` values, one value at a time. */
export class FittedValue implements Kernel {
  readonly #right: number;
  readonly fit: LinearFit;

  /** @param right how many bars to the right of the middle of the window */
  constructor(period: number, right: number) {
    this.#right = right;
    this.fit = new LinearFit(period);
  }

  update(value: number): number {
    this.fit.update(value);
    return this.fit.height(this.#right);
  }
}

/** Column twin of `FittedValue`. */
export function fittedValue(values: Float64Array, period: number, right: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new FittedValue(period, right);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}
