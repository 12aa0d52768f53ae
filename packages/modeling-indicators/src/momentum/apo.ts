import { assertFastSlow } from '../assert-fast-slow.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { AbsoluteOscillator } from '../kernels/price-oscillator.ts';

const open = (fast: number, slow: number): AbsoluteOscillator =>
  new AbsoluteOscillator(new ExponentialMean(fast), new ExponentialMean(slow));

function apoBatch(values: Float64Array, fast: number, slow: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = open(fast, slow);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Absolute Price Oscillator: a fast EMA less a slow one.
 *
 * Each EMA is seeded with its own first values. (In a MACD both seeds end on the same row, so early values differ.)
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `slow` further values are known
 * @param fast smoothing length in bars, integer ≥ 1 (usually 12)
 * @param slow smoothing length in bars, integer > `fast` (usually 26)
 * @returns shape [n], unit of `values`; the first `slow - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib APO of EMAs.
 * @example apo(Float64Array.of(1, 3, 5, 8), 1, 3) // => [NaN, NaN, 2, 2.5]
 */
export const apo: Indicator<[fast: number, slow: number]> = /* @__PURE__ */ defineIndicator({
  name: 'apo',
  inputs: ['value'],
  check: assertFastSlow,
  lookback: (_, slow) => slow - 1,
  batch: apoBatch,
  stream: open,
});
