import { assertTwoBars } from '../assert-two-bars.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { TrueRange } from '../kernels/true-range.ts';

type BarInputs = [high: number, low: number, close: number];

class ChoppinessIndex implements Kernel<BarInputs> {
  readonly #scale: number;
  readonly range: TrueRange = new TrueRange();
  readonly path: RollingTotal;
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;

  constructor(period: number) {
    this.#scale = 100 / Math.log(period);
    this.path = new RollingTotal(period);
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
  }

  update(high: number, low: number, close: number): number {
    const gap = gapOf(high + low + close);
    const path = this.path.update(this.range.update(high, low, close));
    const span = this.highest.update(high + gap) - this.lowest.update(low + gap);
    return span === 0 ? 100 + gapOf(path) : Math.log(path / span) * this.#scale;
  }
}

function choppinessBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new ChoppinessIndex(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Choppiness Index: how much longer than its span the way of a market was. 100 * log(sum of true ranges / (highest high -
 * lowest low)) / log(period), over the last `period` bars.
 *
 * Near 0 the market went straight, near 100 it went nowhere; where it did not move at all it reads 100.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 2 (Dreiss took 14)
 * @returns shape [n], unit 0..100 (above where the market jumped before the window and then stood still); the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Dreiss, as in TradingView help, Choppiness Index
 * @example choppiness(Float64Array.of(2, 2, 2), Float64Array.of(1, 1, 1), Float64Array.of(2, 1, 2), 2) // => [NaN, NaN, 100]
 */
export const choppiness: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'choppiness',
  inputs: ['high', 'low', 'close'],
  check: assertTwoBars,
  lookback: (period) => period,
  batch: choppinessBatch,
  stream: (period) => new ChoppinessIndex(period),
});
