import type { Matrix } from '@tidemark/core-market';

/** The rows of a matrix that a model can be asked about, and which bars they belong to. */
export interface KnownRows {
  /** A view on the given matrix where the rows lie together, as they do behind a warm-up. */
  readonly matrix: Matrix;
  /** Bar of each row, ascending. */
  readonly bars: Int32Array;
}

/**
 * The rows without a NaN.
 *
 * @example knownRows({ rows: 3, columns: 1, data: Float64Array.of(NaN, 7, 8), names: ['a'] }).matrix.data // => [7, 8]
 */
export function knownRows(matrix: Matrix): KnownRows {
  const { rows, columns, data } = matrix;
  const bars = new Int32Array(rows);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const end = (i + 1) * columns;
    let k = i * columns;
    while (k < end && data[k] === data[k]) k++;
    if (k === end) bars[count++] = i;
  }
  const known = bars.subarray(0, count);
  return { matrix: { ...matrix, rows: count, data: rowsOf(matrix, known) }, bars: known };
}

function rowsOf({ columns, data }: Matrix, bars: Int32Array): Float64Array {
  const count = bars.length;
  if (count === 0) return new Float64Array();
  const [first, last] = [bars[0], bars[count - 1]];
  if (last - first + 1 === count) return data.subarray(first * columns, (last + 1) * columns);
  const kept = new Float64Array(count * columns);
  for (let k = 0; k < count; k++) kept.set(data.subarray(bars[k] * columns, (bars[k] + 1) * columns), k * columns);
  return kept;
}
