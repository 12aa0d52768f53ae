import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number];

function medianPrice(high: number, low: number): number {
  const price = (high + low) / 2;
  return isUnknown(price) ? NaN : price;
}

class MedianPrice implements Kernel<BarInputs> {
  update(high: number, low: number): number {
    return medianPrice(high, low);
  }
}

function medPriceBatch(high: Float64Array, low: Float64Array): Float64Array {
  const out = new Float64Array(high.length);
  for (let i = 0; i < out.length; i++) out[i] = medianPrice(high[i], low[i]);
  return out;
}

/**
 * Median price of a bar, the middle of its range: (high + low) / 2.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar
 * @param low lowest price per bar, shape [n]
 * @returns shape [n], unit of the price; no warm-up
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib MEDPRICE.
 * @example medPrice(Float64Array.of(8, 9), Float64Array.of(1, 3)) // => [4.5, 6]
 */
export const medPrice: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'medPrice',
  inputs: ['high', 'low'],
  check: () => undefined,
  lookback: () => 0,
  batch: medPriceBatch,
  stream: () => new MedianPrice(),
});
