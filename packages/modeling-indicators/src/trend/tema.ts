import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';

class TripleExponentialMean implements Kernel {
  readonly once: ExponentialMean;
  readonly twice: ExponentialMean;
  readonly thrice: ExponentialMean;

  constructor(period: number) {
    this.once = new ExponentialMean(period);
    this.twice = new ExponentialMean(period);
    this.thrice = new ExponentialMean(period);
  }

  update(value: number): number {
    const once = this.once.update(value);
    const twice = this.twice.update(once);
    return 3 * (once - twice) + this.thrice.update(twice);
  }
}

function temaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new TripleExponentialMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Triple Exponential Moving Average: 3 * EMA - 3 * EMA(EMA) + EMA(EMA(EMA)).
 *
 * Follows a straight line without lag, as DEMA does, and a bend closer. Not TRIX, which is the rate of change of the last
 * of the three. Each EMA is seeded with the mean of its first `period` values.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `3 * period - 2` further values are known
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `3 * (period - 1)` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Mulloy, Smoothing Data with Faster Moving Averages, Stocks & Commodities 12:1 (1994). Golden: TA-Lib TEMA.
 * @example tema(Float64Array.of(1, 3, 5, 7, 9, 11, 13), 3) // => [NaN, NaN, NaN, NaN, NaN, NaN, 13]
 */
export const tema: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'tema',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => 3 * (period - 1),
  batch: temaBatch,
  stream: (period) => new TripleExponentialMean(period),
});
