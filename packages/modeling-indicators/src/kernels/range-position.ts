import type { Kernel } from '../kernel.ts';
import { gapOf } from './gap.ts';
import { RollingExtremum } from './rolling-extremum.ts';

/**
 * Where the close stands in the range of the last `period` bars: from 0 at the lowest low to 1 at the highest high, or
 * whatever the ends are called; in the middle where they are the same.
 */
export class RangePosition implements Kernel<[high: number, low: number, close: number]> {
  readonly #from: number;
  readonly #to: number;
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;

  constructor(period: number, from: number = 0, to: number = 1) {
    this.#from = from;
    this.#to = to;
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
  }

  update(high: number, low: number, close: number): number {
    const gap = gapOf(high) + gapOf(low) + gapOf(close); // NaN where one is unknown
    const bottom = this.lowest.update(low + gap);
    const range = this.highest.update(high + gap) - bottom;
    return this.#from + (this.#to - this.#from) * (range === 0 ? 0.5 : (close - bottom) / range);
  }
}
