import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { logRatio } from '../kernels/log-ratio.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [high: number, low: number];

class RangeVolatility implements Kernel<BarInputs> {
  readonly squares: RollingTotal;

  constructor(period: number) {
    this.squares = new RollingTotal(period, 4 * period * Math.LN2);
  }

  update(high: number, low: number): number {
    const range = logRatio(high, low);
    return Math.sqrt(this.squares.update(range * range));
  }
}

function parkinsonBatch(high: Float64Array, low: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new RangeVolatility(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Parkinson volatility: of high and low alone. sqrt(mean of ln(high / low)² / (4 ln 2)) over the last `period` bars.
 *
 * Five times as sharp as that of closes where a market moves without drift and without jumps; what happens between bars it
 * does not see. Per bar, not annualised.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input, or a price that is not positive, makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], a fraction per bar; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Parkinson, Journal of Business 53 (1980)
 * @example parkinson(Float64Array.of(4, 2), Float64Array.of(1, 2), 2) // => [NaN, Math.sqrt(Math.LN2 / 2)]
 */
export const parkinson: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'parkinson',
  inputs: ['high', 'low'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: parkinsonBatch,
  stream: (period) => new RangeVolatility(period),
});
