import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

/** A mean of a mean over half the window each: together they weigh like a triangle. */
class TriangularMean implements Kernel {
  readonly once: RollingSum;
  readonly twice: RollingSum;

  constructor(period: number) {
    const half = Math.ceil(period / 2);
    const rest = period + 1 - half;
    this.once = new RollingSum(half, half);
    this.twice = new RollingSum(rest, rest);
  }

  update(value: number): number {
    return this.twice.update(this.once.update(value));
  }
}

function trimaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new TriangularMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Triangular Moving Average: the mean of the last `period` values, those in the middle weighing most.
 *
 * The weights are 1 2 3 2 1 for a period of 5, and 1 2 3 3 2 1 for one of 6.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib TRIMA.
 * @example trima(Float64Array.of(1, 2, 7, 4), 3) // => [NaN, NaN, 3, 5]
 */
export const trima: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'trima',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: trimaBatch,
  stream: (period) => new TriangularMean(period),
});
