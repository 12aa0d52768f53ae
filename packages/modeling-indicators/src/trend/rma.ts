import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { WilderMean } from '../kernels/wilder-mean.ts';

function rmaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new WilderMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Wilder's Moving Average: each bar it moves a `period`th of the way to the new value.
 *
 * The average inside RSI, ATR and ADX; as slow as an EMA of 2 * period - 1. Seeded with the mean of the first `period`
 * values.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib RMA.
 * @example rma(Float64Array.of(1, 3, 8), 2) // => [NaN, 2, 5]
 */
export const rma: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'rma',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: rmaBatch,
  stream: (period) => new WilderMean(period),
});
