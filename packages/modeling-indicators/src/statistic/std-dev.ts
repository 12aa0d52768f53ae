import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { WindowVariance } from '../kernels/rolling-variance.ts';

class RollingDeviation implements Kernel {
  readonly #deviations: number;
  readonly variance: WindowVariance;

  constructor(period: number, deviations: number) {
    this.#deviations = deviations;
    this.variance = new WindowVariance(period);
  }

  update(value: number): number {
    return Math.sqrt(this.variance.update(value)) * this.#deviations;
  }
}

/**
 * Standard deviation of the last `period` values, times a factor.
 *
 * That of a population: it divides by `period`, not by `period - 1`. Exactly 0 where all values are equal.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @param deviations the factor, -1,000,000 to 1,000,000; 1 leaves it as it is
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib STDDEV.
 * @example stdDev(Float64Array.of(1, 3, 7), 2, 1) // => [NaN, 1, 2]
 */
export const stdDev: Indicator<[period: number, deviations: number]> = /* @__PURE__ */ defineIndicator({
  name: 'stdDev',
  inputs: ['value'],
  check(name, period, deviations) {
    assertPeriod(name, period);
    assertNumber(name, deviations, 'deviations', -1e6, 1e6);
  },
  lookback: (period) => period - 1,
  batch(values, period, deviations) {
    const kernel = new RollingDeviation(period, deviations);
    return values.map((value) => kernel.update(value));
  },
  stream: (period, deviations) => new RollingDeviation(period, deviations),
});
