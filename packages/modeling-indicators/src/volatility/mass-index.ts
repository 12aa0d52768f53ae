import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

type BarInputs = [high: number, low: number];

class RangeExpansion implements Kernel<BarInputs> {
  readonly range: ExponentialMean;
  readonly mean: ExponentialMean;
  readonly sum: RollingSum;

  constructor(fast: number, slow: number) {
    this.range = new ExponentialMean(fast);
    this.mean = new ExponentialMean(fast);
    this.sum = new RollingSum(slow);
  }

  update(high: number, low: number): number {
    const range = this.range.update(high - low);
    const mean = this.mean.update(range);
    return this.sum.update(mean === 0 ? 1 : range / mean);
  }
}

function massIndexBatch(high: Float64Array, low: Float64Array, fast: number, slow: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new RangeExpansion(fast, slow);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Mass Index: whether bars grow wider. The exponential mean of the range, divided by its own exponential mean, and summed
 * over the last `slow` bars.
 *
 * Reads `slow` where ranges stay the same, and where there are none. Dorsey waits for a bulge: above 27, then below 26.5.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until the warm-up has passed again
 * @param low lowest price per bar, shape [n]
 * @param fast smoothing length in bars, integer ≥ 1 (Dorsey took 9)
 * @param slow bars in the sum, integer ≥ 1 (25); it may be less than `fast`
 * @returns shape [n], around `slow`; the first `2 * (fast - 1) + slow - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Dorsey, Stocks & Commodities 10:6 (1992). Golden: TA-Lib MASSI.
 * @example massIndex(Float64Array.of(2, 3, 5, 9), Float64Array.of(1, 2, 4, 4), 2, 1) // => [NaN, NaN, 1, 1.32]
 */
export const massIndex: Indicator<[fast: number, slow: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'massIndex',
  inputs: ['high', 'low'],
  check(name, fast, slow) {
    assertPeriod(name, fast, 'fast');
    assertPeriod(name, slow, 'slow');
  },
  lookback: (fast, slow) => 2 * (fast - 1) + slow - 1,
  batch: massIndexBatch,
  stream: (fast, slow) => new RangeExpansion(fast, slow),
});
