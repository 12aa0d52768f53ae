import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingVariance } from '../kernels/rolling-variance.ts';

class ZScore implements Kernel {
  readonly window: RollingVariance;

  constructor(period: number) {
    this.window = new RollingVariance(period);
  }

  update(value: number): number {
    const variance = this.window.update(value);
    return variance === 0 ? 0 : (value - this.window.mean()) / Math.sqrt(variance);
  }
}

/**
 * Z-score: how many standard deviations the value lies above the mean of the last `period` values, itself included.
 *
 * The deviation is that of a population. Reads 0 where all values are equal.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1; of a single value it is 0
 * @returns shape [n], unit standard deviations; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: the formula.
 * @example zScore(Float64Array.of(1, 3, 3), 2) // => [NaN, 1, 0]
 */
export const zScore: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'zScore',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch(values, period) {
    const out = new Float64Array(values.length);
    const kernel = new ZScore(period);
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: (period) => new ZScore(period),
});
