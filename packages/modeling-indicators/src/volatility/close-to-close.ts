import { assertTwoBars } from '../assert-two-bars.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { logRatio } from '../kernels/log-ratio.ts';
import { WindowVariance } from '../kernels/rolling-variance.ts';

class ReturnDeviation implements Kernel {
  readonly #sample: number;
  previous = NaN;
  readonly variance: WindowVariance;

  constructor(period: number) {
    this.#sample = period / (period - 1);
    this.variance = new WindowVariance(period);
  }

  update(value: number): number {
    const variance = this.variance.update(logRatio(value, this.previous));
    this.previous = value;
    return Math.sqrt(variance * this.#sample);
  }
}

/**
 * Close-to-close volatility: the standard deviation of the last `period` logarithmic returns, that of a sample (divided by
 * `period - 1`).
 *
 * Per bar: multiply by the root of the bars in a year to annualise.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN, or a price that is not positive, makes the output NaN until `period` further returns are known
 * @param period returns in the window, integer ≥ 2
 * @returns shape [n], a fraction per bar; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see the sample standard deviation
 * @example closeToClose(Float64Array.of(1, 1, Math.E), 2) // => [NaN, NaN, Math.SQRT1_2]
 */
export const closeToClose: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'closeToClose',
  inputs: ['value'],
  check: assertTwoBars,
  lookback: (period) => period,
  batch(values, period) {
    const kernel = new ReturnDeviation(period);
    return values.map((value) => kernel.update(value));
  },
  stream: (period) => new ReturnDeviation(period),
});
