import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];

/** A mean deviation of less than this share of the price is but rounding, as in a third of the same sum. */
const ROUNDING = 1e-14;

/**
 * Writes the index of each row into `out`; NaN where a price of its window is unknown.
 *
 * @param prices typical ones
 * @param first the first row with a full window
 */
function writeChannel(prices: Float64Array, first: number, period: number, out: Float64Array): void {
  for (let row = first; row < prices.length; row++) {
    const typical = prices[row];
    // Four sums at a time, because an addition waits for the one before. They are of distances from this price, so that
    // high prices do not cancel.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let i = row - period + 1;
    for (; i < row - 2; i += 4) {
      a += typical - prices[i];
      b += typical - prices[i + 1];
      c += typical - prices[i + 2];
      d += typical - prices[i + 3];
    }
    for (; i <= row; i++) a += typical - prices[i];
    const above = (a + b + (c + d)) / period;
    const mean = typical - above;
    a = b = c = d = 0;
    i = row - period + 1;
    for (; i < row - 2; i += 4) {
      a += Math.abs(prices[i] - mean);
      b += Math.abs(prices[i + 1] - mean);
      c += Math.abs(prices[i + 2] - mean);
      d += Math.abs(prices[i + 3] - mean);
    }
    for (; i <= row; i++) a += Math.abs(prices[i] - mean);
    const deviation = a + b + (c + d);
    out[row] = deviation <= ROUNDING * period * Math.abs(typical) ? 0 : above / ((0.015 * deviation) / period);
  }
}

class CommodityChannel implements Kernel<BarInputs> {
  readonly #window: Float64Array; // the ring, the oldest first
  readonly #out: Float64Array;
  readonly ring: Float64Array; // typical prices: where the next one goes, the oldest is
  at = 0;
  seen = 0; // known bars in a row, up to the period

  constructor(period: number) {
    this.ring = new Float64Array(period);
    this.#window = new Float64Array(period);
    this.#out = new Float64Array(period);
  }

  update(high: number, low: number, close: number): number {
    const { ring, at } = this;
    const window = this.#window;
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
    for (let i = 0, from = this.at; i < period; i++) {
      window[i] = ring[from++];
      if (from === period) from = 0;
    }
    writeChannel(window, period - 1, period, this.#out);
    return this.#out[period - 1];
  }
}

function cciBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const prices = uncleared(high.length);
  const out = uncleared(high.length).fill(NaN, 0, period - 1);
  for (let i = 0; i < prices.length; i++) prices[i] = (high[i] + low[i] + close[i]) / 3;
  writeChannel(prices, period - 1, period, out);
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
