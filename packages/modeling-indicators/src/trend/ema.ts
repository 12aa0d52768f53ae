import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { isUnknown } from '../kernels/unknown.ts';

function emaBatch(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = new Float64Array(length);
  const alpha = 2 / (period + 1);
  const unknown = isUnknown; // a local: imports are looked up on every pass
  let seen = 0;
  let mean = 0;
  for (let i = 0; i < length; i++) {
    if (seen < period)
      mean += (values[i] - mean) / ++seen; // the seed: a plain mean
    else mean += (values[i] - mean) * alpha;
    if (unknown(mean)) seen = mean = 0;
    out[i] = seen < period ? NaN : mean;
  }
  return out;
}

/**
 * Exponential Moving Average: each bar it moves 2 / (period + 1) of the way to the new value.
 *
 * Seeded with the mean of the first `period` values, as TA-Lib does it (others start from the first value alone), so
 * early values depend on where the history begins.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib EMA.
 * @example ema(Float64Array.of(1, 3, 5, 8), 3) // => [NaN, NaN, 3, 5.5]
 */
export const ema: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'ema',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: emaBatch,
  stream: (period) => new ExponentialMean(period),
});
