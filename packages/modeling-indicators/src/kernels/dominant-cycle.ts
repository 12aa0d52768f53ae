import type { Kernel } from '../kernel.ts';
import { HilbertTransform } from './hilbert-transform.ts';
import { isUnknown } from './unknown.ts';

/**
 * The period of the dominant cycle in bars, one value at a time: Ehlers' homodyne discriminator, as TA-Lib computes it.
 *
 * The signal in phase (i) and in quadrature (q) is a complex number that turns once in a cycle. How far it turned since the
 * last bar tells the period. All this begins late, on row 12 or 37, with nothing behind it, and is told from the row `lookback`
 * on.
 *
 * @see Ehlers, Rocket Science for Traders (2001)
 */
export class DominantCycle implements Kernel {
  readonly #lookback: number;
  readonly detrender: HilbertTransform = new HilbertTransform();
  readonly quarter: HilbertTransform = new HilbertTransform();
  readonly jI: HilbertTransform = new HilbertTransform();
  readonly jQ: HilbertTransform = new HilbertTransform();
  seen = 0; // known values in a row
  next1 = 0; // what the last values weigh in the next smoothed ones
  next2 = 0;
  next3 = 0;
  smooth = 0;
  i1 = 0;
  q1 = 0;
  i2 = 0; // the same, with their own quarters, smoothed
  q2 = 0;
  re = 0; // how the signal turned
  im = 0;
  raw = 0; // the period, 0 until it begins
  period = 0; // smoothed

  constructor(lookback: 32 | 63) {
    this.#lookback = lookback;
  }

  update(value: number): number {
    const { i2, q2, raw } = this;
    const gain = this.seen++ < (this.#lookback < 63 ? 12 : 37) ? 0 : 0.075 * raw + 0.54; // 0 until it begins
    this.smooth = gain && (4 * value + this.next1) * 0.1; // weights 4, 3, 2, 1
    this.next1 = 3 * value + this.next2;
    this.next2 = 2 * value + this.next3;
    this.next3 = value;
    this.i1 = gain && this.quarter.ago(3); // of the detrended values
    this.q1 = this.quarter.update(this.detrender.update(this.smooth, gain), gain);
    this.i2 = 0.2 * (this.i1 - this.jQ.update(this.q1, gain)) + 0.8 * i2;
    this.q2 = 0.2 * (this.q1 + this.jI.update(this.i1, gain)) + 0.8 * q2;
    this.re = 0.2 * (this.i2 * i2 + this.q2 * q2) + 0.8 * this.re;
    this.im = 0.2 * (this.i2 * q2 - this.q2 * i2) + 0.8 * this.im;
    const found = this.re && this.im ? (2 * Math.PI) / Math.atan(this.im / this.re) : raw;
    const near = Math.max(0.67 * raw, Math.min(1.5 * raw, found));
    this.raw = gain && 0.2 * Math.min(50, Math.max(6, near)) + 0.8 * raw;
    this.period = 0.33 * this.raw + 0.67 * this.period;
    if (isUnknown(value + this.re + this.im))
      this.seen = this.i2 = this.q2 = this.re = this.im = this.raw = this.period = 0;
    return this.seen > this.#lookback ? this.period : NaN;
  }
}
