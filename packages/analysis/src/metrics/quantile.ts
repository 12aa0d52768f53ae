/**
 * Quantile of an ascending column, interpolated between order statistics (Hyndman and Fan type 7, as numpy and R).
 *
 * @param probability in [0, 1]
 * @returns NaN for an empty column
 * @example quantileOfSorted(Float64Array.of(1, 2, 4), 0.75) // => 3
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}
