import type { BarSeries } from '@tidemark/core-market';

/** What came of the loop. */
export interface LoopResult {
  readonly trades: number;
  readonly equity: Float64Array;
}

/**
 * The reference: the same strategy, one unit, next open, commission on both sides, written out by hand as one loop over
 * columns. Nothing but the equity curve is recorded.
 */
export function columnLoop({ open, close, length }: BarSeries): LoopResult {
  const fast = 20;
  const slow = 50;
  const rate = 0.001;
  const equity = new Float64Array(length);
  let cash = 10_000_000;
  let held = 0;
  let wanted = 0;
  let trades = 0;
  let fastSum = 0;
  let slowSum = 0;
  for (let i = 0; i < length; i++) {
    if (wanted !== held) {
      const price = open[i]!;
      if (wanted === 1) cash -= price + price * rate;
      else {
        cash += price - price * rate;
        trades++;
      }
      held = wanted;
    }
    const price = close[i]!;
    fastSum += price;
    slowSum += price;
    if (i >= fast) fastSum -= close[i - fast]!;
    if (i >= slow) slowSum -= close[i - slow]!;
    if (i >= slow - 1) {
      const fastMean = fastSum / fast;
      const slowMean = slowSum / slow;
      if (fastMean > slowMean) wanted = 1;
      else if (fastMean < slowMean) wanted = 0;
    }
    equity[i] = cash + held * price;
  }
  return { trades, equity };
}
