/** Central moments of a column, from two passes. */
export interface Moments {
  readonly mean: number;
  /** Sample variance, divided by n - 1; 0 where nothing but rounding moved. */
  readonly variance: number;
  readonly deviation: number;
  /** Population moments about the mean, divided by n. */
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

/**
 * Returns that come from ratios of prices carry rounding of about 1e-16, so a "constant" column has a deviation of that
 * size and a Sharpe ratio of 1e13: what is this small counts as no movement.
 */
const ROUNDING = 1e-14;
const RELATIVE_ROUNDING = 1e-12;

/** @returns every moment NaN for an empty column, a variance of NaN for a single value */
export function momentsOf(values: Float64Array): Moments {
  const n = values.length;
  if (n === 0) return { mean: NaN, variance: NaN, deviation: NaN, m2: NaN, m3: NaN, m4: NaN };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < n; i++) {
    const distance = values[i] - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  const deviation = Math.sqrt(second / (n - 1));
  const still = deviation <= Math.max(ROUNDING, RELATIVE_ROUNDING * Math.abs(mean));
  if (still) return { mean, variance: 0, deviation: 0, m2: 0, m3: 0, m4: 0 };
  return { mean, variance: second / (n - 1), deviation, m2: second / n, m3: third / n, m4: fourth / n };
}
