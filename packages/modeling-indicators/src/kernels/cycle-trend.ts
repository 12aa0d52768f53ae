import type { Kernel } from '../kernel.ts';

/**
 * What is left of a value without its cycle: the mean over one period of the cycle, 50 bars at most, and a weighted mean of
 * the last four of those.
 *
 * @see Ehlers, Rocket Science for Traders (2001)
 */
export class CycleTrend implements Kernel<[value: number, period: number]> {
  readonly ring: Float64Array = new Float64Array(50);
  at = 0;
  mean1 = 0; // of the last bar, and of those before it
  mean2 = 0;
  mean3 = 0;

  update(value: number, period: number): number {
    const { ring, at, mean1, mean2 } = this;
    const bars = Math.floor(period + 0.5);
    ring[at] = value;
    this.at = (at + 1) % 50;
    let sum = 0;
    for (let i = 0; i < bars; i++) sum += ring[at < i ? at + 50 - i : at - i];
    const mean = sum / bars;
    const trend = (4 * mean + 3 * mean1 + 2 * mean2 + this.mean3) / 10;
    this.mean1 = mean;
    this.mean2 = mean1;
    this.mean3 = mean2;
    return trend;
  }
}
