import type { Kernel } from '../kernel.ts';
import { moneyFlow } from './money-flow.ts';

/** The money flow of all bars since the history began, or since the last gap, one bar at a time. */
export class AccumulationDistribution implements Kernel<[high: number, low: number, close: number, volume: number]> {
  total = 0;

  update(high: number, low: number, close: number, volume: number): number {
    const total = this.total + moneyFlow(high, low, close, volume);
    this.total = Number.isNaN(total) ? 0 : total;
    return total;
  }
}
