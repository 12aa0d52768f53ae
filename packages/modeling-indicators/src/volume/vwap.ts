import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { CumulativeVwap } from '../kernels/cumulative-vwap.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

function vwapBatch(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new CumulativeVwap();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i]);
  return out;
}

/**
 * Volume-Weighted Average Price since the first bar: the typical price (H + L + C) / 3 of each bar, weighed by its volume.
 *
 * Give it the bars of one session, or take `vwapAnchored`, which begins anew by itself. As long as nothing was traded it
 * reads the typical price of the bar, where TA-Lib answers 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN there, and the average begins anew behind it
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @returns shape [n], unit of the price; no entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see StockCharts ChartSchool, Volume-Weighted Average Price. Golden: TA-Lib VWAP.
 * @example vwap(Float64Array.of(4, 6), Float64Array.of(2, 4), Float64Array.of(3, 5), Float64Array.of(10, 30)) // => [3, 4.5]
 */
export const vwap: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'vwap',
  inputs: ['high', 'low', 'close', 'volume'],
  check: () => undefined,
  lookback: () => 0,
  batch: vwapBatch,
  stream: () => new CumulativeVwap(),
});
