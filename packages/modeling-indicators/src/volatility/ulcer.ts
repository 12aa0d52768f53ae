import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

class UlcerIndex implements Kernel {
  readonly highest: RollingExtremum;
  readonly squares: RollingTotal;

  constructor(period: number) {
    this.highest = new RollingExtremum(period);
    this.squares = new RollingTotal(period, period);
  }

  update(value: number): number {
    const highest = this.highest.update(value);
    const fall = (100 * (value - highest)) / highest;
    return Math.sqrt(this.squares.update(fall * fall));
  }
}

/**
 * Ulcer Index: how deep and how long a market stays below its high. The root of the mean square of the last `period` falls,
 * each in percent of the highest of the `period` values up to it.
 *
 * Reads 0 where every value is the highest so far.
 *
 * @param values price or equity per bar, oldest first, shape [n]; a NaN makes the output NaN until the warm-up has passed again, and so does a highest value of 0
 * @param period bars in the window of the highs and in the mean, integer ≥ 1 (Martin took 14)
 * @returns shape [n], percent; the first `2 * (period - 1)` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Martin and McCann, The Investor's Guide to Fidelity Funds (1989)
 * @example ulcer(Float64Array.of(4, 5, 4, 8), 2) // => [NaN, NaN, 14.142135623730951, 14.142135623730951]
 */
export const ulcer: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'ulcer',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => 2 * (period - 1),
  batch(values, period) {
    const out = new Float64Array(values.length);
    const kernel = new UlcerIndex(period);
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: (period) => new UlcerIndex(period),
});
