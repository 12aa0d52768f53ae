import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

function weightedClose(high: number, low: number, close: number): number {
  const price = (high + low + 2 * close) / 4;
  return isUnknown(price) ? NaN : price;
}

class WeightedClose implements Kernel<BarInputs> {
  update(high: number, low: number, close: number): number {
    return weightedClose(high, low, close);
  }
}

function wclPriceBatch(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  for (let i = 0; i < out.length; i++) out[i] = weightedClose(high[i], low[i], close[i]);
  return out;
}

/**
 * Weighted close of a bar, in which the close counts twice: (high + low + 2 close) / 4.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], unit of the price; no warm-up
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib WCLPRICE.
 * @example wclPrice(Float64Array.of(8), Float64Array.of(2), Float64Array.of(6)) // => [5.5]
 */
export const wclPrice: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'wclPrice',
  inputs: ['high', 'low', 'close'],
  check: () => undefined,
  lookback: () => 0,
  batch: wclPriceBatch,
  stream: () => new WeightedClose(),
});
