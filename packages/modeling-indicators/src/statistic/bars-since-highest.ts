import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { heldExtremumAge, HeldExtremumAge } from '../kernels/held-extremum-age.ts';

/**
 * How many bars ago the highest of the last `period` values was: 0 is this bar, `period - 1` the oldest of the window.
 *
 * Among equal values it is the one that TA-Lib holds: once found it stays until a value as high comes, which takes its
 * place, or until it has left the window; then the earliest counts.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit bars, integers; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib MAXINDEX, which answers the row instead.
 * @example barsSinceHighest(Float64Array.of(3, 1, 2, 5), 3) // => [NaN, NaN, 2, 0]
 */
export const barsSinceHighest: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'barsSinceHighest',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: (values, period) => heldExtremumAge(values, period, 1),
  stream: (period) => new HeldExtremumAge(period, 1),
});
