import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { DirectionalIndex } from '../kernels/directional-index.ts';

type BarInputs = [high: number, low: number, close: number];

function dxBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new DirectionalIndex(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Directional Movement Index: how one-sided the movement is, whichever way it goes.
 *
 * 100 * |P - M| / (P + M), with P and M the plus and minus directional indicators. Reads 0 where there is neither.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib DX.
 * @example dx(Float64Array.of(5, 7, 6), Float64Array.of(3, 5, 3), Float64Array.of(4, 6, 4), 1) // => [NaN, 100, 100]
 */
export const dx: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'dx',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: dxBatch,
  stream: (period) => new DirectionalIndex(period),
});
