import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { fittedValue, FittedValue } from '../kernels/linear-fit.ts';

/**
 * Time Series Forecast: where the line through the last `period` values, with the least squared errors, stands a bar later.
 *
 * It is the linear regression plus its slope. Of a single value it is the value.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib TSF.
 * @example tsf(Float64Array.of(1, 2, 6), 3) // => [NaN, NaN, 8]
 */
export const tsf: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'tsf',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: (values, period) => fittedValue(values, period, (period + 1) / 2),
  stream: (period) => new FittedValue(period, (period + 1) / 2),
});
