import type { Kernel } from '../kernel.ts';
import { HilbertTransform } from './hilbert-transform.ts';
import { isUnknown } from './unknown.ts';

/**
 * The period of the dominant cycle in bars, one value at a time: Ehlers' homodyne discriminator, as TA-Lib computes it.
 * It begins late, on row 12 or 37, with nothing behind it, and is known from the row `lookback` on.
 *
 * @see Ehlers, Rocket Science for Traders (2001)
 */
export class DominantCycle implements Kernel {
  readonly #lookback: number;
  readonly detrender: HilbertTransform = new HilbertTransform();
  readonly quarter: HilbertTransform = new HilbertTransform();
  readonly turnedI: HilbertTransform = new HilbertTransform();
  readonly turnedQ: HilbertTransform = new HilbertTransform();
  seen = 0; // known values in a row, up to the lookback
  gap = NaN; // 0 where the cycle is known
  value1 = 0; // of the last bar, and of those before it
  value2 = 0;
  value3 = 0;
  smooth = 0; // the smoothed value
  i1 = 0; // in phase, and in quadrature
  q1 = 0;
  i2 = 0; // the same, turned and smoothed
  q2 = 0;
  re = 0; // how it turned since the last bar
  im = 0;
  raw = 0; // the period, 0 until it begins
  period = 0; // smoothed

  constructor(lookback: 32 | 63) {
    this.#lookback = lookback;
  }

  update(value: number): number {
    const lookback = this.#lookback;
    const { seen, i2, q2, raw } = this;
    const isOn = seen >= (lookback < 63 ? 12 : 37);
    const gain = isOn ? 0.075 * raw + 0.54 : 0;
    this.smooth = isOn ? (4 * value + 3 * this.value1 + 2 * this.value2 + this.value3) * 0.1 : 0;
    this.value3 = this.value2;
    this.value2 = this.value1;
    this.value1 = value;
    this.i1 = this.quarter.ago(3); // of the detrended values
    this.q1 = this.quarter.update(this.detrender.update(this.smooth, gain), gain);
    this.i2 = 0.2 * (this.i1 - this.turnedQ.update(this.q1, gain)) + 0.8 * i2;
    this.q2 = 0.2 * (this.q1 + this.turnedI.update(this.i1, gain)) + 0.8 * q2;
    this.re = 0.2 * (this.i2 * i2 + this.q2 * q2) + 0.8 * this.re;
    this.im = 0.2 * (this.i2 * q2 - this.q2 * i2) + 0.8 * this.im;
    const found = this.re && this.im ? (2 * Math.PI) / Math.atan(this.im / this.re) : raw;
    const near = Math.max(0.67 * raw, Math.min(1.5 * raw, found));
    this.raw = isOn ? 0.2 * Math.min(50, Math.max(6, near)) + 0.8 * raw : 0;
    this.period = 0.33 * this.raw + 0.67 * this.period;
    this.gap = seen < lookback ? NaN : 0;
    if (seen < lookback) this.seen++;
    if (isUnknown(value + this.re + this.im)) {
      this.seen = this.i2 = this.q2 = this.re = this.im = this.raw = this.period = 0;
      this.gap = NaN;
    }
    return this.period + this.gap;
  }
}
