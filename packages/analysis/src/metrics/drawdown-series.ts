/**
 * How far each value lies below the highest one so far, the initial one included: 1 - equity / high-water mark.
 *
 * @param equity money after each period, shape [n]
 * @param initial money before the first period: it counts as a peak, so a loss in the first period is a drawdown
 * @returns fractions, shape [n]: 0 at the high-water mark, 0.25 a quarter below it; above 1 where equity is below zero
 * @example drawdownSeries(Float64Array.of(90, 120, 60), 100) // => [0.09999999999999998, 0, 0.5]
 */
export function drawdownSeries(equity: Float64Array, initial: number): Float64Array {
  const out = new Float64Array(equity.length);
  let peak = initial;
  for (let i = 0; i < equity.length; i++) {
    const value = equity[i];
    if (value > peak) peak = value;
    out[i] = 1 - value / peak;
  }
  return out;
}

const LARGE = 1e200;

/**
 * The drawdowns of an account that compounds these returns from 1. A return of -1 or below ends the compounding.
 *
 * @param returns simple returns per period, shape [n]
 * @returns fractions, shape [n], as `drawdownSeries`
 * @example drawdownsOfReturns(Float64Array.of(1, -0.5, 1)) // => [0, 0.5, 0]
 */
export function drawdownsOfReturns(returns: Float64Array): Float64Array {
  const out = new Float64Array(returns.length);
  let wealth = 1;
  let peak = 1;
  for (let i = 0; i < returns.length; i++) {
    if (wealth > 0) wealth *= 1 + returns[i];
    if (wealth > peak) peak = wealth;
    out[i] = 1 - wealth / peak;
    if (peak > LARGE) {
      wealth /= peak; // a million returns overflow a product; only its distance from the peak matters
      peak = 1;
    }
  }
  return out;
}
