/** Named columns of equal length. NaN says "not known". */
export type Columns = Readonly<Record<string, Float64Array>>;

/**
 * Index of the first element of an ascending column that is not below `value`; the length where all are below.
 *
 * @param column ascending, shape [n]
 * @example lowerBound(Float64Array.of(10, 20, 30), 20) // => 1
 */
export function lowerBound(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Index of the first element of an ascending column that is above `value`; the length where none is.
 *
 * @param column ascending, shape [n]
 * @example upperBound(Float64Array.of(10, 20, 30), 20) // => 2
 */
export function upperBound(column: Float64Array, value: number): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many NaNs lead a column: its whole length where it never becomes defined.
 *
 * @example leadingNaNs(Float64Array.of(NaN, NaN, 3, NaN)) // => 2
 */
export function leadingNaNs(column: Float64Array): number {
  let count = 0;
  while (count < column.length && Number.isNaN(column[count])) count++;
  return count;
}
