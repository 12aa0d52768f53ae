import type { Kernel } from '../kernel.ts';
import { RangePosition } from './range-position.ts';
import { RelativeStrength } from './relative-strength.ts';

/** Where the relative strength stands in its own range of the last bars, 0..100, one value at a time; 50 in no range. */
export class StochasticStrength implements Kernel {
  readonly strength: RelativeStrength;
  readonly position: RangePosition;
  last = NaN; // the strength of the last bar

  /**
   * @param period of the strength
   * @param range bars of the range
   */
  constructor(period: number, range: number) {
    this.strength = new RelativeStrength(period);
    this.position = new RangePosition(range);
  }

  update(value: number): number {
    const isStill = value === this.strength.previous;
    const strength = this.strength.update(value);
    // Where the price stays, so does its strength: but for rounding, which would make a range of its own.
    if (!isStill || Number.isNaN(this.last)) this.last = strength;
    return 100 * this.position.update(this.last, this.last, this.last);
  }
}
