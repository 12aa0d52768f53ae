import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { AverageDirectionalIndex } from '../kernels/average-directional-index.ts';
import { Lag } from '../kernels/lag.ts';

type BarInputs = [high: number, low: number, close: number];

class AverageDirectionalRating implements Kernel<BarInputs> {
  readonly average: AverageDirectionalIndex;
  readonly past: Lag;

  constructor(period: number) {
    this.average = new AverageDirectionalIndex(period);
    this.past = new Lag(period - 1);
  }

  update(high: number, low: number, close: number): number {
    const average = this.average.update(high, low, close);
    return (average + this.past.update(average)) / 2;
  }
}

function adxrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new AverageDirectionalRating(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Average Directional Movement Index Rating: the mean of the ADX and of what it was `period - 1` bars ago.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `3 * period - 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit 0..100; the first `3 * period - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib ADXR.
 * @example adxr(Float64Array.of(5, 7, 6), Float64Array.of(3, 5, 3), Float64Array.of(4, 6, 4), 1) // => [NaN, 100, 100]
 */
export const adxr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'adxr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => 3 * period - 2,
  batch: adxrBatch,
  stream: (period) => new AverageDirectionalRating(period),
});
