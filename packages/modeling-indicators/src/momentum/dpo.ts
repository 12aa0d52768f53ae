import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { Lag } from '../kernels/lag.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

class DetrendedPrice implements Kernel {
  readonly past: Lag;
  readonly mean: RollingSum;

  constructor(period: number) {
    this.past = new Lag((period >> 1) + 1);
    this.mean = new RollingSum(period, period);
  }

  update(value: number): number {
    return this.past.update(value) - this.mean.update(value);
  }
}

function dpoBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new DetrendedPrice(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Detrended Price Oscillator: the value of ⌊`period` / 2⌋ + 1 bars ago less the mean of the last `period` values, which
 * shows cycles shorter than the period without the trend.
 *
 * It is told on the bar that completes the mean, so it does not look ahead. (Charts draw it on the bar of the old value.)
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until as many further values are known as at the start
 * @param period bars in the mean, integer ≥ 1 (usually 20)
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN (one more for a period of 1 or 2)
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib DPO.
 * @example dpo(Float64Array.of(1, 2, 6, 7), 3) // => [NaN, NaN, -2, -3]
 */
export const dpo: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'dpo',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => (period < 3 ? period : period - 1),
  batch: dpoBatch,
  stream: (period) => new DetrendedPrice(period),
});
