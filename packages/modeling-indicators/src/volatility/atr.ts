import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AverageTrueRange } from '../kernels/average-true-range.ts';
import { driven, firstKnown } from '../kernels/driven.ts';
import { trueRange } from '../kernels/true-range.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

function atrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const length = close.length;
  const out = uncleared(length);
  const start = firstKnown(high, low, close);
  const rangeOf = trueRange; // a local: imports are looked up on every pass
  let previous = close[start];
  let mean = 0;
  const weight = 1 / period;
  let i = 0;
  while (i <= start && i < length) out[i++] = NaN; // the first bar has no previous close
  for (; i < start + period && i < length; i++) {
    mean += (rangeOf(high[i], low[i], previous) - mean) * (1 / (i - start)); // the seed: a plain mean
    previous = close[i];
    out[i] = NaN;
  }
  for (; i < length; i++) {
    mean += (rangeOf(high[i], low[i], previous) - mean) * weight;
    previous = close[i];
    out[i] = mean;
  }
  // A recursion remembers an unknown value to its end: one look tells.
  const isWhole = length === 0 || !isUnknown(mean + close[length - 1]);
  return isWhole ? out : driven(new AverageTrueRange(period), high, low, close);
}

/**
 * Average True Range: the Wilder-smoothed true range, how far the market moves in a bar.
 *
 * The first bar has no true range, because it has no previous close (as TA-Lib does it).
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit of the price; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib ATR.
 * @example atr(Float64Array.of(2, 4, 5), Float64Array.of(1, 2, 4), Float64Array.of(2, 3, 5), 2) // => [NaN, NaN, 2]
 */
export const atr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'atr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: atrBatch,
  stream: (period) => new AverageTrueRange(period),
});
