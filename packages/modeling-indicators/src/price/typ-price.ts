import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

function typicalPrice(high: number, low: number, close: number): number {
  const price = (high + low + close) / 3;
  return isUnknown(price) ? NaN : price;
}

class TypicalPrice implements Kernel<BarInputs> {
  update(high: number, low: number, close: number): number {
    return typicalPrice(high, low, close);
  }
}

function typPriceBatch(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  for (let i = 0; i < out.length; i++) out[i] = typicalPrice(high[i], low[i], close[i]);
  return out;
}

/**
 * Typical price of a bar: (high + low + close) / 3.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], unit of the price; no warm-up
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib TYPPRICE.
 * @example typPrice(Float64Array.of(8), Float64Array.of(1), Float64Array.of(6)) // => [5]
 */
export const typPrice: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'typPrice',
  inputs: ['high', 'low', 'close'],
  check: () => undefined,
  lookback: () => 0,
  batch: typPriceBatch,
  stream: () => new TypicalPrice(),
});
