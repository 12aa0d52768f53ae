import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * The average price paid since the history began, or since the last gap, one bar at a time: the typical price of each bar
 * weighed by its volume. Before anything was traded it is the typical price of the bar.
 */
export class CumulativeVwap implements Kernel<[high: number, low: number, close: number, volume: number]> {
  paid = 0;
  volume = 0;

  update(high: number, low: number, close: number, volume: number): number {
    const typical = (high + low + close) / 3;
    this.paid += typical * volume;
    this.volume += volume;
    if (isUnknown(this.paid + this.volume)) {
      this.paid = this.volume = 0;
      return NaN;
    }
    return this.volume === 0 ? typical : this.paid / this.volume;
  }
}
