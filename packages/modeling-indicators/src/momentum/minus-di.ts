import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { DirectionalIndicators } from '../kernels/directional-indicators.ts';

type BarInputs = [high: number, low: number, close: number];

class MinusDi implements Kernel<BarInputs> {
  readonly indicators: DirectionalIndicators;

  constructor(period: number) {
    this.indicators = new DirectionalIndicators(period);
  }

  update(high: number, low: number, close: number): number {
    return this.indicators.update(high, low, close).minus;
  }
}

function minusDiBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new MinusDi(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Minus Directional Indicator: the smoothed downward movement as a percentage of the smoothed true range.
 *
 * Both are Wilder's sums, seeded with the first `period - 1` bars that have a previous one. Reads 0 where the market has
 * not moved.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib MINUS_DI.
 * @example minusDi(Float64Array.of(5, 7, 6), Float64Array.of(3, 5, 3), Float64Array.of(4, 6, 4), 1) // => [NaN, 0, 66.66666666666666]
 */
export const minusDi: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'minusDi',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: minusDiBatch,
  stream: (period) => new MinusDi(period),
});
