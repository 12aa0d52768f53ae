import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { WindowVariance } from '../kernels/rolling-variance.ts';

function varianceBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new WindowVariance(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Variance of the last `period` values.
 *
 * That of a population: it divides by `period`, not by `period - 1`. Exactly 0 where all values are equal. The factor
 * `nbdev` that TA-Lib takes here has no effect there, so there is none.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values` squared; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib VAR.
 * @example variance(Float64Array.of(1, 3, 7), 2) // => [NaN, 1, 4]
 */
export const variance: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'variance',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: varianceBatch,
  stream: (period) => new WindowVariance(period),
});
