import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * Variance (of a population) of the last `period` values, one value at a time. With the mean it is a `RollingVariance`.
 *
 * Sums of squares cancel where prices are high and moves small. So the sums are of deviations from a value of the last
 * window or the one before, and fresh ones, gathered meanwhile, take their place once per window. Where all values of a
 * window are equal the variance is exactly 0.
 */
export class WindowVariance implements Kernel {
  readonly ring: Float64Array; // the window: where the next value goes, the oldest is
  at = 0;
  previous = NaN;
  run = 0; // how many equal values have come in a row
  centre = NaN; // of the sums; until the first window is full nothing is known
  sum = NaN;
  squares = NaN;
  freshCentre = 0;
  freshSum = 0;
  freshSquares = 0;

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  /** The variance; `mean`, where there is one, then tells the mean. */
  update(value: number): number {
    const { ring, at, centre } = this;
    const period = ring.length;
    if (at === 0) {
      this.freshCentre = value;
      this.freshSum = this.freshSquares = 0;
    }
    const fresh = value - this.freshCentre;
    this.freshSum += fresh;
    this.freshSquares += fresh * fresh;
    this.run = value === this.previous ? this.run + 1 : 1;
    this.previous = value;
    if (isUnknown(this.freshSquares)) {
      this.at = this.run = 0;
      return (this.centre = this.sum = this.squares = NaN);
    }
    const newest = value - centre;
    const oldest = ring[at] - centre;
    this.sum += newest - oldest;
    this.squares += newest * newest - oldest * oldest;
    ring[at] = value;
    this.at = at + 1;
    if (this.at === period) {
      this.at = 0;
      this.centre = this.freshCentre;
      this.sum = this.freshSum;
      this.squares = this.freshSquares;
    }
    const offset = this.sum / period;
    return this.run < period ? Math.max(0, this.squares / period - offset * offset) : 0;
  }
}

/**
 * Mean and variance (of a population) of the last `period` values, one value at a time: `WindowVariance`, whose mean can be
 * asked for besides.
 */
export class RollingVariance extends WindowVariance {
  /** The mean of the window whose variance was answered last. */
  mean(): number {
    const { length } = this.ring;
    return this.run < length ? this.centre + this.sum / length : this.previous;
  }
}
