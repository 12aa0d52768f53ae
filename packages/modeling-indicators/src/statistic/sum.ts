import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { rollingSum, RollingSum } from '../kernels/rolling-sum.ts';

/**
 * The sum of the last `period` values.
 *
 * Does not drift: the running sum is renewed once per window, so no rounding error grows old.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib SUM.
 * @example sum(Float64Array.of(1, 2, 3, 4), 2) // => [NaN, 3, 5, 7]
 */
export const sum: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'sum',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: (values, period) => rollingSum(values, period, 1),
  stream: (period) => new RollingSum(period),
});
