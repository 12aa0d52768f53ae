import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AverageDirectionalIndex } from '../kernels/average-directional-index.ts';
import { percentage } from '../kernels/directional-indicators.ts';
import { driven, firstKnown } from '../kernels/driven.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

function adxBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const length = close.length;
  const out = uncleared(length);
  const share = percentage; // a local: imports are looked up on every pass
  const start = firstKnown(high, low, close);
  let plus = 0;
  let minus = 0;
  let mean = 0;
  let weight = 0;
  let check = 0;
  let i = 0;
  while (i <= start && i < length) out[i++] = NaN;
  for (; i < length; i++) {
    const up = high[i] - high[i - 1];
    const down = low[i - 1] - low[i];
    const seen = i - start; // moves so far; the first `period - 1` are only added up
    const decay = seen < period ? 0 : 1;
    // the larger side of the move, where it is one, without a branch
    plus = plus - (decay * plus) / period + (Number(up > down) * (up + Math.abs(up))) / 2;
    minus = minus - (decay * minus) / period + (Number(down > up) * (down + Math.abs(down))) / 2;
    check += close[i];
    if (seen >= period) {
      if (seen < 2 * period) weight = 1 / (seen - period + 1); // the seed: a plain mean
      mean += (share(Math.abs(plus - minus), plus + minus) - mean) * weight;
    }
    out[i] = seen < 2 * period - 1 ? NaN : mean;
  }
  // A recursion remembers an unknown value to its end: one look tells.
  return isUnknown(mean + check) ? driven(new AverageDirectionalIndex(period), high, low, close) : out;
}

/**
 * Average Directional Movement Index: how much of a trend the market has, whichever way it goes.
 *
 * The Wilder-smoothed DX, seeded with the plain mean of its first `period` values.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `2 * period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit 0..100; the first `2 * period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib ADX.
 * @example adx(Float64Array.of(5, 7, 6), Float64Array.of(3, 5, 3), Float64Array.of(4, 6, 4), 1) // => [NaN, 100, 100]
 */
export const adx: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'adx',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => 2 * period - 1,
  batch: adxBatch,
  stream: (period) => new AverageDirectionalIndex(period),
});
