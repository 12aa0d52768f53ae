import type { Kernel } from '../kernel.ts';
import { RollingVariance } from './rolling-variance.ts';

/**
 * Mean absolute deviation of the last `period` values from their mean, one value at a time. Looks at the whole window on
 * each bar, because every value lies elsewhere when the mean has moved. Exactly 0 where all values are equal.
 */
export class MeanDeviation implements Kernel {
  readonly window: RollingVariance;

  constructor(period: number) {
    this.window = new RollingVariance(period);
  }

  update(value: number): number {
    const { window } = this;
    window.update(value);
    const { ring } = window;
    const mean = window.mean(); // NaN where the window is not known
    let sum = 0;
    for (let i = 0; i < ring.length; i++) sum += Math.abs(ring[i] - mean);
    return sum / ring.length;
  }

  /** The mean of the window whose deviation was answered last. */
  mean(): number {
    return this.window.mean();
  }
}
