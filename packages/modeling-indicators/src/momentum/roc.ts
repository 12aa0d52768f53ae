import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RateOfChange } from '../kernels/rate-of-change.ts';

function rocBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new RateOfChange(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Rate of Change: the change over `period` bars in percent of the old value; 0 where that is 0.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + 1` further values are known
 * @param period bars to look back, integer ≥ 1
 * @returns shape [n], unit percent; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib ROC.
 * @example roc(Float64Array.of(4, 8, 6, 2), 2) // => [NaN, NaN, 50, -75]
 */
export const roc: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'roc',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: rocBatch,
  stream: (period) => new RateOfChange(period),
});
