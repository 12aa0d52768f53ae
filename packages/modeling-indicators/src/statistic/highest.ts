import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RollingExtremum, rollingHighest } from '../kernels/rolling-extremum.ts';

/**
 * The highest of the last `period` values, this one included.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib MAX.
 * @example highest(Float64Array.of(3, 1, 2, 5), 2) // => [NaN, 3, 2, 5]
 */
export const highest: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'highest',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: rollingHighest,
  stream: (period) => new RollingExtremum(period),
});
