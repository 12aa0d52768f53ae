import type { Kernel } from '../kernel.ts';
import { Lag } from './lag.ts';
import { isUnknown } from './unknown.ts';

/**
 * Covariance (of a population) of the last `period` pairs, one at a time, and the variances of both sides.
 *
 * The sums are of deviations from a pair of the window. They are made anew about the newest pair once per window, and
 * also where they have lost digits: when a value leaves that was far greater than the rest, or when the values have moved
 * far away. So nothing that is answered is the debris of what has gone: where a side does not move it is exactly 0.
 */
export class RollingCovariance implements Kernel<[x: number, y: number]> {
  readonly #period: number;
  readonly x: Lag; // the windows
  readonly y: Lag;
  left = 0; // bars until the sums are made anew
  centreX = 0;
  centreY = 0;
  sumX = 0;
  sumY = 0;
  xx = 0;
  xy = 0;
  yy = 0;

  constructor(period: number) {
    this.#period = period;
    this.x = new Lag(period - 1);
    this.y = new Lag(period - 1);
  }

  /** The covariance; `varianceX` and `varianceY` then tell the variances. */
  update(x: number, y: number): number {
    const gap = isUnknown(x * x + y * y) ? NaN : 0;
    const { ring, at } = this.x;
    const goneX = ring[at] - this.centreX;
    const goneY = this.y.ring[at] - this.centreY;
    this.y.update(y + gap);
    if (Number.isNaN(this.x.update(x + gap))) {
      this.left = 0;
      return NaN;
    }
    if (this.left > 0) {
      this.left--;
      this.#add(x - this.centreX, y - this.centreY, 1);
      this.#add(goneX, goneY, -1);
    }
    if (this.left === 0 || this.#isLost(this.xx, this.sumX, goneX) || this.#isLost(this.yy, this.sumY, goneY)) {
      this.left = this.#period;
      this.centreX = x;
      this.centreY = y;
      this.sumX = this.sumY = this.xx = this.xy = this.yy = 0;
      // the oldest first, wherever it stands, so that the same window has the same bits
      for (let i = this.x.at; i < this.x.at + this.#period; i++) {
        const place = i % this.#period;
        this.#add(ring[place] - x, this.y.ring[place] - y, 1);
      }
    }
    return (this.xy - (this.sumX * this.sumY) / this.#period) / this.#period;
  }

  varianceX(): number {
    return (this.xx - (this.sumX * this.sumX) / this.#period) / this.#period;
  }

  varianceY(): number {
    return (this.yy - (this.sumY * this.sumY) / this.#period) / this.#period;
  }

  #add(x: number, y: number, weight: 1 | -1): void {
    this.sumX += weight * x;
    this.sumY += weight * y;
    this.xx += weight * (x * x);
    this.xy += weight * (x * y);
    this.yy += weight * (y * y);
  }

  /** Whether less is left than a millionth of what was added up, or taken away. */
  #isLost(squares: number, sum: number, gone: number): boolean {
    return squares - (sum * sum) / this.#period < 1e-6 * Math.max(squares, gone * gone);
  }
}
