import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { CycleTrend } from '../kernels/cycle-trend.ts';
import { DominantCycle } from '../kernels/dominant-cycle.ts';
import { gapOf } from '../kernels/gap.ts';

class InstantaneousTrendline implements Kernel {
  readonly cycle: DominantCycle = new DominantCycle(63);
  readonly trend: CycleTrend = new CycleTrend();

  update(value: number): number {
    const { cycle } = this;
    const gap = gapOf(cycle.update(value));
    return this.trend.update(value, cycle.period) + gap;
  }
}

/**
 * Instantaneous Trendline: what is left of the price when the dominant cycle is taken out.
 *
 * The mean of the price over one dominant period, in which a cycle averages to nothing, and (4 m + 3 m₁ + 2 m₂ + m₃) / 10 of
 * the last four such means.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 64 further values are known
 * @returns shape [n], unit of `values`; the first 63 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_TRENDLINE.
 * @example htTrendline(new Float64Array(64).fill(7)).at(-1) // => 7
 */
export const htTrendline: Indicator<[]> = /* @__PURE__ */ defineIndicator({
  name: 'htTrendline',
  inputs: ['value'],
  check() {}, // there is nothing to check
  lookback: () => 63,
  batch(values) {
    const out = new Float64Array(values.length);
    const kernel = new InstantaneousTrendline();
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: () => new InstantaneousTrendline(),
});
