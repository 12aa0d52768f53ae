import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** The value of `period` bars ago, where all since then are known; of this very bar where the period is 0. */
export class Lag implements Kernel {
  readonly ring: Float64Array; // the last values and this one: behind it stands the oldest
  at = 0;
  seen = 0; // known values in a row, up to the period

  constructor(period: number) {
    this.ring = new Float64Array(period + 1);
  }

  update(value: number): number {
    const { ring, at } = this;
    if (isUnknown(value)) {
      this.seen = 0;
      return NaN;
    }
    ring[at] = value;
    this.at = at + 1 === ring.length ? 0 : at + 1;
    if (this.seen === ring.length - 1) return ring[this.at];
    this.seen++;
    return NaN;
  }
}
