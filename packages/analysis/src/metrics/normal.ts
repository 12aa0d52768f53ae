/** Standard normal quantiles at 5 % and density there, to the last bit of a float64. */
export const Z_05 = -1.6448536269514726;
export const DENSITY_AT_Z_05 = 0.10313564037537132;

/**
 * Standard normal distribution function, absolute error below 1e-14: a Taylor series near the middle, Lentz's continued
 * fraction of the complementary error function in the tails.
 *
 * @see Abramowitz and Stegun (1964), 7.1.6 and 7.1.14.
 * @example normalCdf(0) // => 0.5
 */
export function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const upper = x < 2.5 ? (1 - errorFunction(x)) / 2 : complement(x) / 2;
  return z < 0 ? upper : 1 - upper;
}

/** erf x = 2/sqrt(pi) e^(-x^2) sum 2^n x^(2n+1) / (1 · 3 · … · (2n+1)). */
function errorFunction(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc x = e^(-x^2)/sqrt(pi) / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))), evaluated from the far end. */
function complement(x: number): number {
  let tail = x;
  for (let k = 120; k > 0; k--) tail = x + k / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}
