import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { isUnknown } from '../kernels/unknown.ts';

const BLOCK = 256; // rows between two looks for a gap

function emaBatch(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const unknown = isUnknown; // a local: imports are looked up on every pass
  const alpha = 2 / (period + 1);
  let seen = 0;
  let mean = 0;
  let i = 0;
  while (i < length) {
    const start = i;
    const stop = Math.min(length, i + BLOCK);
    // the seed is a plain mean, made one row at a time
    if (seen < period) out[i] = mean += (values[i] - mean) / ++seen;
    else for (; i < stop; i++) out[i] = mean += (values[i] - mean) * alpha;
    if (i === start) i++;
    if (unknown(mean)) {
      for (i = start; !unknown(out[i]);) i++;
      seen = mean = 0;
      out[i++] = NaN;
    } else if (seen < period) out[start] = NaN;
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
