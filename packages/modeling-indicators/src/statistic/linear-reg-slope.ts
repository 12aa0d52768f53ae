import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { fittedSlope, FittedSlope } from '../kernels/linear-fit.ts';

/**
 * Linear Regression Slope: how much the line through the last `period` values, with the least squared errors, rises a bar.
 *
 * Exactly 0 where all values are equal, and of a single one.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values` per bar; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib LINEARREG_SLOPE.
 * @example linearRegSlope(Float64Array.of(1, 2, 6), 3) // => [NaN, NaN, 2.5]
 */
export const linearRegSlope: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'linearRegSlope',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: fittedSlope,
  stream: (period) => new FittedSlope(period),
});
