import type { Kernel } from '../kernel.ts';
import { TrueRange } from './true-range.ts';
import { WilderMean } from './wilder-mean.ts';

/** The Wilder-smoothed true range, one bar at a time. */
export class AverageTrueRange implements Kernel<[high: number, low: number, close: number]> {
  readonly range: TrueRange = new TrueRange();
  readonly mean: WilderMean;

  constructor(period: number) {
    this.mean = new WilderMean(period);
  }

  update(high: number, low: number, close: number): number {
    return this.mean.update(this.range.update(high, low, close));
  }
}
