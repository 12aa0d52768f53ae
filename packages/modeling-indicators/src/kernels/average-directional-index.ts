import type { Kernel } from '../kernel.ts';
import { DirectionalIndex } from './directional-index.ts';
import { WilderMean } from './wilder-mean.ts';

/** The Wilder-smoothed directional movement index, one bar at a time. */
export class AverageDirectionalIndex implements Kernel<[high: number, low: number, close: number]> {
  readonly index: DirectionalIndex;
  readonly mean: WilderMean;

  constructor(period: number) {
    this.index = new DirectionalIndex(period);
    this.mean = new WilderMean(period);
  }

  update(high: number, low: number, close: number): number {
    return this.mean.update(this.index.update(high, low, close));
  }
}
