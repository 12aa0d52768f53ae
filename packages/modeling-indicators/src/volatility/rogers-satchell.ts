import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { driftFreeVariance } from '../kernels/drift-free-variance.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [open: number, high: number, low: number, close: number];

class RogersSatchellVolatility implements Kernel<BarInputs> {
  readonly variance: RollingTotal;

  constructor(period: number) {
    this.variance = new RollingTotal(period, period);
  }

  update(open: number, high: number, low: number, close: number): number {
    const variance = this.variance.update(driftFreeVariance(open, high, low, close));
    return Math.sqrt(Math.max(0, variance));
  }
}

function rogersSatchellBatch(
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new RogersSatchellVolatility(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(open[i], high[i], low[i], close[i]);
  return out;
}

/**
 * Rogers-Satchell volatility: right for a market that drifts, too. sqrt(mean of u (u - c) + w (w - c)) over the last `period`
 * bars, with u, w and c the logarithms of high, low and close over the open.
 *
 * What happens between bars it does not see. Per bar, not annualised. Reads 0 where the high is not the highest of the four,
 * or the low not the lowest, by so much that the mean would be negative.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input, or a price that is not positive, makes the output NaN until `period` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], a fraction per bar; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Rogers and Satchell, Annals of Applied Probability 1 (1991)
 * @example rogersSatchell(Float64Array.of(2), Float64Array.of(4), Float64Array.of(2), Float64Array.of(2), 1) // => [Math.LN2]
 */
export const rogersSatchell: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'rogersSatchell',
  inputs: ['open', 'high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: rogersSatchellBatch,
  stream: (period) => new RogersSatchellVolatility(period),
});
