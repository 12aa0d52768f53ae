import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingCovariance } from '../kernels/rolling-covariance.ts';

type Inputs = [x: number, y: number];

class RollingCorrelation implements Kernel<Inputs> {
  readonly covariance: RollingCovariance;

  constructor(period: number) {
    this.covariance = new RollingCovariance(period);
  }

  update(x: number, y: number): number {
    const { covariance } = this;
    const shared = covariance.update(x, y);
    if (shared === 0) return 0;
    const correlation = shared / (Math.sqrt(covariance.varianceX()) * Math.sqrt(covariance.varianceY()));
    return Math.max(-1, Math.min(1, correlation)); // rounding may overshoot
  }
}

function correlBatch(x: Float64Array, y: Float64Array, period: number): Float64Array {
  const out = new Float64Array(x.length);
  const kernel = new RollingCorrelation(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(x[i], y[i]);
  return out;
}

/**
 * Pearson's correlation of two columns over the last `period` bars.
 *
 * Reads 0 where one of them does not move, exactly: rounding is never divided by rounding. Of prices it says little,
 * because both have trends: give it returns.
 *
 * @param x any column, oldest first, shape [n]; a NaN in either makes the output NaN until `period` further pairs are known
 * @param y any other column, shape [n]
 * @param period bars in the window, integer ≥ 1; of a single pair it is 0
 * @returns shape [n], unit -1..1; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib CORREL.
 * @example correl(Float64Array.of(1, 2, 4), Float64Array.of(3, 5, 4), 2) // => [NaN, 1, -1]
 */
export const correl: Indicator<[period: number], Inputs> = /* @__PURE__ */ defineIndicator({
  name: 'correl',
  inputs: ['x', 'y'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: correlBatch,
  stream: (period) => new RollingCorrelation(period),
});
