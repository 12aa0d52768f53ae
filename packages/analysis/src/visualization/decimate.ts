/** Indices of the points kept, ascending, and how many there were. */
export interface Decimation {
  readonly indices: readonly number[];
  readonly points: number;
}

/**
 * The points of a line that can be seen: of those in one pixel column the first, lowest, highest and last are kept, so
 * the drawn line covers the same pixels as the whole one.
 *
 * @param values one or more columns over the same `position`, shape [n] each; the extremes of each are kept
 * @param position ascending, shape [n]: where each point lies
 * @param columns pixels from the first to the last position
 * @example decimate([Float64Array.of(1, 5, 0, 2)], Float64Array.of(0, 1, 2, 3), 1).indices // => [0, 1, 2, 3]
 */
export function decimate(values: readonly Float64Array[], position: Float64Array, columns: number): Decimation {
  const points = position.length;
  if (points <= 4 * columns) return { indices: Array.from({ length: points }, (_, i) => i), points };
  const start = position[0];
  const perColumn = (position[points - 1] - start) / columns || 1;
  const indices: number[] = [];
  for (let from = 0; from < points;) {
    const column = Math.floor((position[from] - start) / perColumn);
    let to = from + 1;
    while (to < points && Math.floor((position[to] - start) / perColumn) === column) to++;
    const kept = new Set([from, to - 1]);
    for (const series of values) {
      let low = from;
      let high = from;
      for (let i = from + 1; i < to; i++) {
        if (series[i] < series[low]) low = i;
        if (series[i] > series[high]) high = i;
      }
      kept.add(low).add(high);
    }
    indices.push(...[...kept].toSorted((a, b) => a - b));
    from = to;
  }
  return { indices, points };
}
