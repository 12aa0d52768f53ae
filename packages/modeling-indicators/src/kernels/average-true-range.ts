import type { Kernel } from '../kernel.ts';
import { gapOf } from './gap.ts';
import { trueRange } from './true-range.ts';
import { isUnknown } from './unknown.ts';
import { wilderMean } from './wilder-mean.ts';

/** The Wilder-smoothed true range, one bar at a time. */
export class AverageTrueRange implements Kernel<[high: number, low: number, close: number]> {
  readonly #period: number;
  previous = NaN; // the last close
  seen = 0; // known ranges in a row, up to the period
  mean = 0;

  constructor(period: number) {
    this.#period = period;
  }

  update(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.previous);
    this.previous = close + gapOf(high) + gapOf(low);
    if (this.seen < this.#period) this.seen++;
    this.mean = wilderMean(this.mean, range + gapOf(close), 1 / this.seen);
    if (isUnknown(this.mean)) this.seen = this.mean = 0;
    return this.seen < this.#period ? NaN : this.mean;
  }
}
