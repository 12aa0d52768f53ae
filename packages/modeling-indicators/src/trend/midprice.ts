import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RangeMiddle } from '../kernels/range-middle.ts';

type BarInputs = [high: number, low: number];

function midpriceBatch(high: Float64Array, low: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new RangeMiddle(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * MidPrice: the middle between the highest high and the lowest low of the last `period` bars.
 *
 * The line in the middle of a Donchian channel; with a period of 9 Ichimoku's conversion line.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib MIDPRICE.
 * @example midprice(Float64Array.of(5, 7), Float64Array.of(3, 4), 2) // => [NaN, 5]
 */
export const midprice: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'midprice',
  inputs: ['high', 'low'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: midpriceBatch,
  stream: (period) => new RangeMiddle(period),
});
