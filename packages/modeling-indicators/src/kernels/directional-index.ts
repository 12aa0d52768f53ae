import type { Kernel } from '../kernel.ts';
import { DirectionalIndicators, percentage } from './directional-indicators.ts';

/**
 * Directional movement index, 0..100, one bar at a time: how far the two directional indicators lie apart, of what they
 * are together.
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 */
export class DirectionalIndex implements Kernel<[high: number, low: number, close: number]> {
  readonly indicators: DirectionalIndicators;

  constructor(period: number) {
    this.indicators = new DirectionalIndicators(period);
  }

  update(high: number, low: number, close: number): number {
    const { plus, minus } = this.indicators.update(high, low, close);
    return percentage(Math.abs(plus - minus), plus + minus);
  }
}
