/** A straight line through the logarithm of wealth. */
export interface LogWealthFit {
  /** Log wealth gained per period. */
  readonly slope: number;
  readonly slopeError: number;
  /** Sums of squares about the mean and about the line; rounding counts as 0. */
  readonly total: number;
  readonly residual: number;
}

/**
 * Least squares of cumulative log returns on 0, 1, 2 …
 *
 * @param returns above -1, shape [n], n >= 3
 */
export function fitLogWealth(returns: Float64Array): LogWealthFit {
  const n = returns.length;
  const log = new Float64Array(n);
  let wealth = 0;
  let sum = 0;
  let most = 0;
  for (let i = 0; i < n; i++) {
    wealth += Math.log1p(returns[i]);
    log[i] = wealth;
    sum += wealth;
    most = Math.max(most, Math.abs(wealth));
  }
  const mean = sum / n;
  const middle = (n - 1) / 2;
  let total = 0;
  let product = 0;
  let spread = 0;
  for (let i = 0; i < n; i++) {
    const x = i - middle;
    const y = log[i] - mean;
    total += y * y;
    product += x * y;
    spread += x * x;
  }
  const slope = product / spread;
  let residual = 0;
  for (let i = 0; i < n; i++) {
    const distance = log[i] - mean - slope * (i - middle);
    residual += distance * distance;
  }
  // A sum of n numbers is wrong by n roundings of the largest of them at most, and so is each distance from the mean.
  const rounding = n * (n * Number.EPSILON * most) ** 2;
  if (total <= rounding) total = 0;
  if (residual <= Math.max(rounding, 1e-24 * total)) residual = 0;
  return { slope, slopeError: Math.sqrt(residual / (n - 2) / spread), total, residual };
}
