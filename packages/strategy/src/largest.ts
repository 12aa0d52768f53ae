/**
 * Where the largest values stand, the largest first; equal ones in the order in which they come. What is not known (NaN)
 * is not among them.
 *
 * @param values shape [n], such as one value per instrument
 * @param count how many at most
 * @returns indexes, fewer than `count` where fewer values are known
 * @example largest(Float64Array.of(3, NaN, 5, 4), 2) // => [2, 3]
 */
export function largest(values: Float64Array, count: number): number[] {
  const known: number[] = [];
  for (let k = 0; k < values.length; k++) if (values[k] === values[k]) known.push(k);
  // Not by their difference: that of two infinities is NaN.
  known.sort((a, b) => (values[a] > values[b] ? -1 : values[a] < values[b] ? 1 : a - b));
  return known.slice(0, Math.max(0, count));
}
