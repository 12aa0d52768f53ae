import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { uncleared } from '../kernels/uncleared.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

/** A mean deviation of less than this share of the price is but rounding, as in a third of the same sum. */
const ROUNDING = 1e-14;

class CommodityChannel implements Kernel<BarInputs> {
  readonly ring: Float64Array; // typical prices: where the next one goes, the oldest is
  at = 0;
  seen = 0; // known bars in a row, up to the period

  constructor(period: number) {
    this.ring = new Float64Array(period);
  }

  update(high: number, low: number, close: number): number {
    const { ring, at } = this;
    const period = ring.length;
    const typical = (high + low + close) / 3;
    if (isUnknown(typical)) {
      this.at = this.seen = 0;
      return NaN;
    }
    ring[at] = typical;
    this.at = at + 1 === period ? 0 : at + 1;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    // The sums are of distances from this price, so that high prices do not cancel.
    let sum = 0;
    for (let i = 0; i < period; i++) sum += typical - ring[i];
    const above = sum / period;
    let deviation = 0;
    for (let i = 0; i < period; i++) deviation += Math.abs(typical - ring[i] - above);
    return deviation <= ROUNDING * period * Math.abs(typical) ? 0 : above / ((0.015 * deviation) / period);
  }
}

function cciBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = uncleared(high.length);
  const kernel = new CommodityChannel(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Commodity Channel Index: how far the typical price is from its mean, in mean deviations.
 *
 * (T - mean(T)) / (0.015 * mean |T - mean(T)|), with T = (high + low + close) / 3. Reads 0 where T does not move. A bar
 * takes a look at the whole window, because a mean deviation has no shorter way.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (Lambert used 20)
 * @returns shape [n], no unit, mostly within -100..100; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Lambert, Commodity Channel Index: Tool for Trading Cyclic Trends, Commodities (October 1980). Golden: TA-Lib CCI.
 * @example cci(Float64Array.of(3, 6, 9), Float64Array.of(1, 4, 7), Float64Array.of(2, 5, 8), 3) // => [NaN, NaN, 100]
 */
export const cci: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'cci',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: cciBatch,
  stream: (period) => new CommodityChannel(period),
});
