import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { WeightedMean } from '../kernels/weighted-mean.ts';

function wmaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new WeightedMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Weighted Moving Average: the mean of the last `period` values, the newest weighing `period`, the oldest 1.
 *
 * Does not drift: the running sums are renewed once per window.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib WMA.
 * @example wma(Float64Array.of(1, 4, 7), 2) // => [NaN, 3, 6]
 */
export const wma: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'wma',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: wmaBatch,
  stream: (period) => new WeightedMean(period),
});
