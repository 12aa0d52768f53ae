import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [open: number, high: number, low: number, close: number];

function averagePrice(open: number, high: number, low: number, close: number): number {
  const price = (open + high + low + close) / 4;
  return isUnknown(price) ? NaN : price;
}

class AveragePrice implements Kernel<BarInputs> {
  update(open: number, high: number, low: number, close: number): number {
    return averagePrice(open, high, low, close);
  }
}

function avgPriceBatch(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  for (let i = 0; i < out.length; i++) out[i] = averagePrice(open[i], high[i], low[i], close[i]);
  return out;
}

/**
 * Average price of a bar: (open + high + low + close) / 4.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], unit of the price; no warm-up
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib AVGPRICE.
 * @example avgPrice(Float64Array.of(3), Float64Array.of(8), Float64Array.of(1), Float64Array.of(6)) // => [4.5]
 */
export const avgPrice: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'avgPrice',
  inputs: ['open', 'high', 'low', 'close'],
  check: () => undefined,
  lookback: () => 0,
  batch: avgPriceBatch,
  stream: () => new AveragePrice(),
});
