import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';

/**
 * The lowest of the last `period` values, this one included.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib MIN.
 * @example lowest(Float64Array.of(3, 1, 2, 5), 2) // => [NaN, 1, 1, 2]
 */
export const lowest: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'lowest',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch(values, period) {
    const out = new Float64Array(values.length);
    const kernel = new RollingExtremum(period, -1);
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: (period) => new RollingExtremum(period, -1),
});
