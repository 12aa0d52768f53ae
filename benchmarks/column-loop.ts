/** What came of the loop: round trips, and the last entry of the equity curve. */
export type LoopResult = readonly [trades: number, finalEquity: number];

const CASH = 10_000_000;
const COMMISSION = 0.001;

/**
 * The reference: the same strategy, one unit, next open, commission on both sides, written out by hand as one loop over
 * columns. Nothing but the equity curve is recorded.
 *
 * @param fast bars of the fast average
 * @param slow bars of the slow one
 */
export function columnLoop(open: Float64Array, close: Float64Array, fast: number, slow: number): LoopResult {
  let cash = CASH;
  let held = 0;
  let wanted = 0;
  let trades = 0;
  let fastSum = 0;
  let slowSum = 0;
  const equity = new Float64Array(close.length);
  for (let i = 0; i < close.length; i++) {
    if (wanted !== held) {
      const price = open[i]!;
      if (wanted) cash -= price + price * COMMISSION;
      else {
        cash += price - price * COMMISSION;
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
  return [trades, equity[equity.length - 1]!];
}
