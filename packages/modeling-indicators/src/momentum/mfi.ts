import { uncleared } from '@tidemark/core-market';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { driven, firstKnown } from '../kernels/driven.ts';
import { gapOf } from '../kernels/gap.ts';
import { strengthOf } from '../kernels/relative-strength.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

/** Typical prices that differ by less than this share are the same: the rest is rounding, as in a third of the same sum. */
const ROUNDING = 2e-14;

class MoneyFlow implements Kernel<BarInputs> {
  typical = NaN; // of the last bar
  readonly positive: RollingTotal;
  readonly negative: RollingTotal;

  constructor(period: number) {
    this.positive = new RollingTotal(period);
    this.negative = new RollingTotal(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const typical = (high + low + close) / 3;
    const flow = typical * volume;
    const change = typical - this.typical;
    const none = gapOf(change + flow); // NaN where one is unknown
    const least = ROUNDING * Math.abs(typical);
    this.typical = typical + gapOf(flow);
    return strengthOf(
      this.positive.update((change > least ? flow : 0) + none),
      this.negative.update((change < -least ? flow : 0) + none),
    );
  }
}

function mfiBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  period: number,
): Float64Array {
  const length = close.length;
  const out = uncleared(length);
  const strength = strengthOf; // a local: imports are looked up on every pass
  const start = firstKnown(high, low, close, volume);
  // Flows of this block of bars, and sums from each place to the end of the last block: see RollingTotal.
  const [rises, falls] = [new Float64Array(period), new Float64Array(period)];
  const [risesAfter, fallsAfter] = [new Float64Array(period), new Float64Array(period)];
  let rise = 0;
  let fall = 0;
  let at = 0;
  let check = 0;
  let previous = (high[start] + low[start] + close[start]) / 3;
  let i = 0;
  while (i <= start && i < length) out[i++] = NaN;
  for (; i < length; i++) {
    if (at === 0) {
      rise = fall = 0;
      for (let k = period - 1; k > 0; k--) {
        rise += rises[k];
        risesAfter[k] = rise;
        fall += falls[k];
        fallsAfter[k] = fall;
      }
      rise = fall = 0;
    }
    const typical = (high[i] + low[i] + close[i]) / 3;
    const flow = typical * volume[i];
    const change = typical - previous;
    const least = ROUNDING * Math.abs(typical);
    previous = typical;
    check += change + flow; // NaN from the first gap on
    // without a branch, because nobody can foresee it
    rise += rises[at] = Number(change > least) * flow;
    fall += falls[at] = Number(change < -least) * flow;
    at = at + 1 < period ? at + 1 : 0;
    out[i] = i < start + period ? NaN : strength(risesAfter[at] + rise, fallsAfter[at] + fall);
  }
  return isUnknown(check) ? driven(new MoneyFlow(period), high, low, close, volume) : out;
}

/**
 * Money Flow Index: which share of the money that changed hands did so on rising bars; an RSI that weighs by volume.
 *
 * 100 * P / (P + N), with P and N the sums of T * volume over the bars on which T = (high + low + close) / 3 rose or fell.
 * Reads 50 where there was neither, where TA-Lib answers 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded quantity per bar, shape [n], not negative
 * @param period bars in the window, integer ≥ 1 (usually 14)
 * @returns shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Quong and Soudack, Volume-Weighted RSI: Money Flow, Stocks & Commodities (March 1989). Golden: TA-Lib MFI.
 * @example mfi(Float64Array.of(1, 3, 2), Float64Array.of(1, 3, 2), Float64Array.of(1, 3, 2), Float64Array.of(9, 2, 1), 2) // => [NaN, NaN, 75]
 */
export const mfi: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'mfi',
  inputs: ['high', 'low', 'close', 'volume'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: mfiBatch,
  stream: (period) => new MoneyFlow(period),
});
