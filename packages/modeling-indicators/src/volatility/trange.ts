import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { TrueRange } from '../kernels/true-range.ts';

type BarInputs = [high: number, low: number, close: number];

function trangeBatch(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new TrueRange();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * True Range: the bar's range, stretched to the previous close where the market jumped over it.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar and the next
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], unit of the price; the first entry is NaN, because it has no previous close
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib TRANGE.
 * @example trange(Float64Array.of(2, 4, 5), Float64Array.of(1, 3, 4), Float64Array.of(2, 3, 5)) // => [NaN, 2, 2]
 */
export const trange: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'trange',
  inputs: ['high', 'low', 'close'],
  check: () => undefined,
  lookback: () => 1,
  batch: trangeBatch,
  stream: () => new TrueRange(),
});
