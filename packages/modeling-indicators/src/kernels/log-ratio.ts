/**
 * ln(a / b), the logarithmic return from b to a. A price that is not positive has no logarithm: NaN.
 *
 * @example logRatio(8, 4) // => 0.6931471805599453
 */
export const logRatio = (a: number, b: number): number => (a > 0 && b > 0 ? Math.log(a / b) : NaN);
