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
export function columnLoop(
  { open, close, length }: BarSeries,
  { fast = 20, slow = 50, capital = 10_000_000, rate = 0.001 } = {},
): LoopResult {
  const equity = new Float64Array(length);
  let [cash, held, wanted, trades, fastSum, slowSum] = [capital, 0, 0, 0, 0, 0];
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
      const [above, below] = [fastSum / fast, slowSum / slow];
      if (above > below) wanted = 1;
      else if (above < below) wanted = 0;
    }
    equity[i] = cash + held * price;
  }
  return { trades, equity };
}
