import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';

class DoubleExponentialMean implements Kernel {
  readonly once: ExponentialMean;
  readonly twice: ExponentialMean;

  constructor(period: number) {
    this.once = new ExponentialMean(period);
    this.twice = new ExponentialMean(period);
  }

  update(value: number): number {
    const once = this.once.update(value);
    return 2 * once - this.twice.update(once);
  }
}

function demaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new DoubleExponentialMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Double Exponential Moving Average: 2 * EMA - EMA(EMA), which takes away the lag of the one by that of the other.
 *
 * Follows a straight line without any lag. Each EMA is seeded with the mean of its first `period` values.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `2 * period - 1` further values are known
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `2 * (period - 1)` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities 12:1 (1994). Golden: TA-Lib DEMA.
 * @example dema(Float64Array.of(1, 2, 3, 4), 2) // => [NaN, NaN, 3, 4]
 */
export const dema: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'dema',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => 2 * (period - 1),
  batch: demaBatch,
  stream: (period) => new DoubleExponentialMean(period),
});
