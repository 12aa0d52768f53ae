import { assertFastSlow } from '../assert-fast-slow.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

type BarInputs = [high: number, low: number];

class AwesomeOscillator implements Kernel<BarInputs> {
  readonly fast: RollingSum;
  readonly slow: RollingSum;

  constructor(fast: number, slow: number) {
    this.fast = new RollingSum(fast, fast);
    this.slow = new RollingSum(slow, slow);
  }

  update(high: number, low: number): number {
    const median = (high + low) / 2;
    const fast = this.fast.update(median);
    return fast - this.slow.update(median);
  }
}

function aoBatch(high: Float64Array, low: Float64Array, fast: number, slow: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new AwesomeOscillator(fast, slow);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Awesome Oscillator: a fast mean of the bars' middles less a slow one.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in either input makes the output NaN until `slow` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param fast bars in the fast mean, integer ≥ 1 (Williams used 5)
 * @param slow bars in the slow mean, integer > `fast` (Williams used 34)
 * @returns shape [n], unit of the price; the first `slow - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Williams, New Trading Dimensions (1998). Golden: TA-Lib AO.
 * @example ao(Float64Array.of(2, 4, 8), Float64Array.of(0, 2, 6), 1, 2) // => [NaN, 1, 2]
 */
export const ao: Indicator<[fast: number, slow: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'ao',
  inputs: ['high', 'low'],
  check: assertFastSlow,
  lookback: (_, slow) => slow - 1,
  batch: aoBatch,
  stream: (fast, slow) => new AwesomeOscillator(fast, slow),
});
