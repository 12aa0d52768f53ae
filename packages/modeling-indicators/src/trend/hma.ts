import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { WeightedMean } from '../kernels/weighted-mean.ts';

class HullMean implements Kernel {
  readonly half: WeightedMean;
  readonly whole: WeightedMean;
  readonly smooth: WeightedMean;

  constructor(period: number) {
    this.half = new WeightedMean(Math.floor(period / 2) || 1);
    this.whole = new WeightedMean(period);
    this.smooth = new WeightedMean(Math.floor(Math.sqrt(period)));
  }

  update(value: number): number {
    const half = this.half.update(value);
    return this.smooth.update(2 * half - this.whole.update(value));
  }
}

function hmaBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new HullMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Hull Moving Average: WMA(2 * WMA(values, period / 2) - WMA(values, period), √period), nearly without lag.
 *
 * Half the period and its root are rounded down, as Hull and TA-Lib do (some round to the nearest, which is another line).
 * With a period of 1 it is the value itself.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + ⌊√period⌋ - 1` further values are known
 * @param period bars in the longest window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period + ⌊√period⌋ - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Hull, How to Reduce Lag in a Moving Average, alanhull.com (2005). Golden: TA-Lib HMA.
 * @example hma(Float64Array.of(1, 4, 7), 2) // => [NaN, 5, 8]
 */
export const hma: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'hma',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period + Math.floor(Math.sqrt(period)) - 2,
  batch: hmaBatch,
  stream: (period) => new HullMean(period),
});
