import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AccumulationDistribution } from '../kernels/accumulation-distribution.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

function adBatch(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new AccumulationDistribution();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i]);
  return out;
}

/**
 * Accumulation/Distribution line: the volume of every bar so far, each weighed by where in its range it closed.
 *
 * A bar adds ((C - L) - (H - C)) / (H - L) of its volume, and nothing where it has no range. The level says nothing,
 * because it depends on where the history begins: read its direction.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN there, and the sum begins anew behind it
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @returns shape [n], unit of the volume; no entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chaikin; StockCharts ChartSchool, Accumulation/Distribution Line. Golden: TA-Lib AD.
 * @example ad(Float64Array.of(4, 4), Float64Array.of(2, 2), Float64Array.of(4, 2.5), Float64Array.of(100, 80)) // => [100, 60]
 */
export const ad: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'ad',
  inputs: ['high', 'low', 'close', 'volume'],
  check: () => undefined,
  lookback: () => 0,
  batch: adBatch,
  stream: () => new AccumulationDistribution(),
});
