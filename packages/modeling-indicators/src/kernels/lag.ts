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
    const last = ring.length - 1;
    if (isUnknown(value)) {
      this.seen = 0;
      return NaN;
    }
    ring[at] = value;
    this.at = at < last ? at + 1 : 0;
    if (this.seen < last) {
      this.seen++;
      return NaN;
    }
    return ring[this.at];
  }
}
