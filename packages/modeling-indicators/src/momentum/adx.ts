import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AverageDirectionalIndex } from '../kernels/average-directional-index.ts';

type BarInputs = [high: number, low: number, close: number];

function adxBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new AverageDirectionalIndex(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
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
