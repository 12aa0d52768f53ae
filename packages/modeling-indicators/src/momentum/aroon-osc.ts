import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingExtremumAge } from '../kernels/rolling-extremum-age.ts';

type BarInputs = [high: number, low: number];

class AroonOscillator implements Kernel<BarInputs> {
  readonly #period: number;
  readonly highest: RollingExtremumAge;
  readonly lowest: RollingExtremumAge;

  constructor(period: number) {
    this.#period = period;
    this.highest = new RollingExtremumAge(period + 1);
    this.lowest = new RollingExtremumAge(period + 1, -1);
  }

  update(high: number, low: number): number {
    const gap = gapOf(high + low); // NaN where one is unknown
    return (100 * (this.lowest.update(low + gap) - this.highest.update(high + gap))) / this.#period;
  }
}

function aroonOscBatch(high: Float64Array, low: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new AroonOscillator(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Aroon Oscillator: Aroon up less Aroon down, which of the two extremes is the younger one.
 *
 * 100 * (bars since the lowest low - bars since the highest high) / period, over this bar and the `period` before it. Of
 * equal extremes the latest counts.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param period bars to look back, integer ≥ 1 (Chande used 14, later 25)
 * @returns shape [n], unit -100..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chande, A Time Price Oscillator, Stocks & Commodities (September 1995). Golden: TA-Lib AROONOSC.
 * @example aroonOsc(Float64Array.of(3, 5, 4), Float64Array.of(2, 4, 1), 2) // => [NaN, NaN, -50]
 */
export const aroonOsc: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'aroonOsc',
  inputs: ['high', 'low'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: aroonOscBatch,
  stream: (period) => new AroonOscillator(period),
});
