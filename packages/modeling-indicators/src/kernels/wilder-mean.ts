/**
 * One step of Wilder's smoothing: the mean moves a `period`th of the way to the new value.
 *
 * The same as (mean * (period - 1) + value) / period, but steady where the value is the mean already.
 *
 * @param weight 1 / period, computed once
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 * @example wilderMean(10, 14, 1 / 4) // => 11
 */
export function wilderMean(mean: number, value: number, weight: number): number {
  return mean + (value - mean) * weight;
}
