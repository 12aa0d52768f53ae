import { assertFastSlow } from '../assert-fast-slow.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { PercentageOscillator } from '../kernels/price-oscillator.ts';

const open = (fast: number, slow: number): PercentageOscillator =>
  new PercentageOscillator(new ExponentialMean(fast), new ExponentialMean(slow));

function ppoBatch(values: Float64Array, fast: number, slow: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = open(fast, slow);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Percentage Price Oscillator: a fast EMA less a slow one, in percent of the slow one; 0 where that is 0.
 *
 * Each EMA is seeded with its own first values.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `slow` further values are known
 * @param fast smoothing length in bars, integer ≥ 1 (usually 12)
 * @param slow smoothing length in bars, integer > `fast` (usually 26)
 * @returns shape [n], unit percent; the first `slow - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib PPO of EMAs.
 * @example ppo(Float64Array.of(3, 4, 5, 6), 1, 3) // => [NaN, NaN, 25, 20]
 */
export const ppo: Indicator<[fast: number, slow: number]> = /* @__PURE__ */ defineIndicator({
  name: 'ppo',
  inputs: ['value'],
  check: assertFastSlow,
  lookback: (_, slow) => slow - 1,
  batch: ppoBatch,
  stream: open,
});
