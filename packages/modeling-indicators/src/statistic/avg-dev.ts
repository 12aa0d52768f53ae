import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { MeanDeviation } from '../kernels/mean-deviation.ts';

/**
 * Average Deviation: how far the last `period` values lie from their mean, on average, on either side.
 *
 * Takes `period` steps a bar, because a new mean changes every distance. Exactly 0 where all values are equal.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib AVGDEV.
 * @example avgDev(Float64Array.of(1, 2, 3, 6), 4) // => [NaN, NaN, NaN, 1.5]
 */
export const avgDev: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'avgDev',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch(values, period) {
    const kernel = new MeanDeviation(period);
    return values.map((value) => kernel.update(value));
  },
  stream: (period) => new MeanDeviation(period),
});
