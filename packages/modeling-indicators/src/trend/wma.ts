import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { firstKnown } from '../kernels/driven.ts';
import { isUnknown } from '../kernels/unknown.ts';
import { WeightedMean } from '../kernels/weighted-mean.ts';

function wmaBatch(values: Float64Array, period: number): Float64Array {
  const length = values.length;
  const out = uncleared(length);
  const weights = (period * (period + 1)) / 2;
  const start = firstKnown(values);
  let sum = 0;
  let weighted = 0;
  let i = 0;
  while (i < start) out[i++] = NaN;
  for (let weight = 1; weight <= period && i < length; weight++) {
    sum += values[i];
    weighted += values[i] * weight;
    out[i++] = weight < period ? NaN : weighted / weights;
  }
  // One look per window for a gap; fresh sums take the place of the running ones, so no rounding error grows old.
  while (i < length && !isUnknown(weighted)) {
    let freshSum = 0;
    let freshWeighted = 0;
    const begin = i;
    const stop = Math.min(length, begin + period);
    for (let weight = 1; i < stop; i++, weight++) {
      const value = values[i];
      freshSum += value;
      freshWeighted += value * weight;
      weighted += value * period - sum;
      sum += value - values[i - period];
      out[i] = weighted / weights;
    }
    if (stop === begin + period) out[stop - 1] = (weighted = freshWeighted) / weights;
    sum = freshSum; // in the last part of a window nobody reads it again
  }
  const kernel = new WeightedMean(period);
  return isUnknown(weighted) ? values.map((value) => kernel.update(value)) : out;
}

/**
 * Weighted Moving Average: the mean of the last `period` values, the newest weighing `period`, the oldest 1.
 *
 * Does not drift: the running sums are renewed once per window.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib WMA.
 * @example wma(Float64Array.of(1, 4, 7), 2) // => [NaN, 3, 6]
 */
export const wma: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'wma',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: wmaBatch,
  stream: (period) => new WeightedMean(period),
});
