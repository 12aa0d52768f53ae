import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { Lag } from '../kernels/lag.ts';

/** Bars by which an EMA lags behind a straight line, rounded down. */
const lagOf = (period: number): number => Math.floor((period - 1) / 2);

class ZeroLagMean implements Kernel {
  readonly past: Lag;
  readonly mean: ExponentialMean;

  constructor(period: number) {
    this.past = new Lag(lagOf(period));
    this.mean = new ExponentialMean(period);
  }

  update(value: number): number {
    return this.mean.update(2 * value - this.past.update(value));
  }
}

function zlemaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new ZeroLagMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Zero Lag Exponential Moving Average: an EMA of the value plus its change over the bars by which an EMA lags.
 *
 * EMA(2 * x - x of ⌊(period - 1) / 2⌋ bars ago), seeded with the mean of the first `period` of those.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + ⌊(period - 1) / 2⌋` further values are known
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1 + ⌊(period - 1) / 2⌋` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Ehlers and Way, Zero Lag (Well, Almost), Stocks & Commodities 28:12 (2010). Golden: TA-Lib ZLEMA.
 * @example zlema(Float64Array.of(1, 3, 5, 7, 9), 3) // => [NaN, NaN, NaN, 7, 9]
 */
export const zlema: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'zlema',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1 + lagOf(period),
  batch: zlemaBatch,
  stream: (period) => new ZeroLagMean(period),
});
