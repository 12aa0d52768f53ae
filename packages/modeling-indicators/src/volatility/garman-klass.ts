import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { logRatio } from '../kernels/log-ratio.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [open: number, high: number, low: number, close: number];

class GarmanKlassVolatility implements Kernel<BarInputs> {
  readonly variance: RollingTotal;

  constructor(period: number) {
    this.variance = new RollingTotal(period, period);
  }

  update(open: number, high: number, low: number, close: number): number {
    const range = logRatio(high, low);
    const body = logRatio(close, open);
    const variance = 0.5 * range * range - (2 * Math.LN2 - 1) * body * body;
    return Math.sqrt(Math.max(0, this.variance.update(variance)));
  }
}

function garmanKlassBatch(
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new GarmanKlassVolatility(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(open[i], high[i], low[i], close[i]);
  return out;
}

/**
 * Garman-Klass volatility: of a bar's range and its body. sqrt(mean of 0.5 ln(high / low)² - (2 ln 2 - 1) ln(close / open)²)
 * over the last `period` bars.
 *
 * Seven times as sharp as that of closes where a market moves without drift and without jumps; what happens between bars it
 * does not see. Per bar, not annualised. Reads 0 where the high is not the highest of the four, or the low not the lowest,
 * by so much that the mean would be negative.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input, or a price that is not positive, makes the output NaN until `period` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], a fraction per bar; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Garman and Klass, Journal of Business 53 (1980)
 * @example garmanKlass(Float64Array.of(2), Float64Array.of(4), Float64Array.of(2), Float64Array.of(2), 1) // => [Math.LN2 / Math.SQRT2]
 */
export const garmanKlass: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'garmanKlass',
  inputs: ['open', 'high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: garmanKlassBatch,
  stream: (period) => new GarmanKlassVolatility(period),
});
