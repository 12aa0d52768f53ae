import type { Kernel } from '../kernel.ts';
import { gapOf } from './gap.ts';
import { RollingExtremum } from './rolling-extremum.ts';

/** The middle between the highest high and the lowest low of the last `period` bars, one bar at a time. */
export class RangeMiddle implements Kernel<[high: number, low: number]> {
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;

  constructor(period: number) {
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
  }

  update(high: number, low: number): number {
    const gap = gapOf(high + low); // NaN where one is unknown
    const highest = this.highest.update(high + gap);
    return (highest + this.lowest.update(low + gap)) / 2;
  }
}
