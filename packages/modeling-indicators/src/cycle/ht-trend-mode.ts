import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { CyclePhase } from '../kernels/cycle-phase.ts';
import { CycleTrend } from '../kernels/cycle-trend.ts';
import { gapOf } from '../kernels/gap.ts';

class TrendMode implements Kernel {
  readonly now: CyclePhase = new CyclePhase();
  readonly trend: CycleTrend = new CycleTrend();
  lead = 0; // by how much the sine is above the one that leads
  bars = 0; // since the two crossed

  update(value: number): number {
    const { now, lead } = this;
    const { cycle, phase } = now;
    const turn = now.update(value) - phase;
    const { period, smooth } = cycle;
    const trend = this.trend.update(value, period);
    this.lead = Math.sin((now.phase * Math.PI) / 180) - Math.sin(((now.phase + 45) * Math.PI) / 180);
    const isCrossing = this.lead !== 0 && Math.sign(this.lead) !== Math.sign(lead);
    this.bars = isCrossing ? 1 : this.bars + 1;
    const isTurning = turn > (0.67 * 360) / period && turn < (1.5 * 360) / period; // about as fast as the cycle should
    const isCycle = isCrossing || this.bars < 0.5 * period || isTurning;
    const isFar = trend !== 0 && Math.abs((smooth - trend) / trend) >= 0.015;
    return (isFar || !isCycle ? 1 : 0) + gapOf(turn);
  }
}

/**
 * Trend or Cycle Mode: 1 where the price is in a trend, 0 where it goes round in its dominant cycle.
 *
 * It is a cycle for half a period after the sine and its lead have crossed, and while the phase turns as fast as the period
 * says (0.67 to 1.5 times). It is a trend at any rate where the smoothed price is 1.5 % or more away from the trendline.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 64 further values are known
 * @returns shape [n], 0 or 1; the first 63 entries are NaN (TA-Lib says 0 there)
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_TRENDMODE.
 * @example htTrendMode(new Float64Array(200).fill(7)).at(-1) // => 1
 */
export const htTrendMode: Indicator<[]> = /* @__PURE__ */ defineIndicator({
  name: 'htTrendMode',
  inputs: ['value'],
  check() {}, // there is nothing to check
  lookback: () => 63,
  batch(values) {
    const out = new Float64Array(values.length);
    const kernel = new TrendMode();
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: () => new TrendMode(),
});
