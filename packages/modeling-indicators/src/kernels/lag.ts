import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** The value of `period` bars ago, where all since then are known. */
export class Lag implements Kernel {
  readonly ring: Float64Array; // the last values: where the next one goes, the oldest is
  at = 0;
  seen = 0; // known values in a row, up to the period

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    if (isUnknown(value)) {
      this.seen = 0;
      return NaN;
    }
    const oldest = ring[at];
    ring[at] = value;
    this.at = at + 1 === ring.length ? 0 : at + 1;
    if (this.seen === ring.length) return oldest;
    this.seen++;
    return NaN;
  }
}
