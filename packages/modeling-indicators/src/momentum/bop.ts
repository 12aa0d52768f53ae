import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [open: number, high: number, low: number, close: number];

/** Remembers nothing: a bar is all that it looks at. */
class BalanceOfPower implements Kernel<BarInputs> {
  update(open: number, high: number, low: number, close: number): number {
    if (isUnknown(open + high + low + close)) return NaN;
    const range = high - low;
    return range > 0 ? (close - open) / range : 0;
  }
}

function bopBatch(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array {
  const out = new Float64Array(open.length);
  const kernel = new BalanceOfPower();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(open[i], high[i], low[i], close[i]);
  return out;
}

/**
 * Balance of Power: how much of the bar's range lies between its open and its close.
 *
 * (close - open) / (high - low), not smoothed. Reads 0 for a bar without a range.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input makes the output of that bar NaN
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns shape [n], unit -1..1
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Livshin, Balance of Power, Stocks & Commodities (August 2001). Golden: TA-Lib BOP.
 * @example bop(Float64Array.of(2), Float64Array.of(5), Float64Array.of(1), Float64Array.of(4)) // => [0.5]
 */
export const bop: Indicator<[], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'bop',
  inputs: ['open', 'high', 'low', 'close'],
  check() {}, // there is nothing to check
  lookback: () => 0,
  batch: bopBatch,
  stream: () => new BalanceOfPower(),
});
