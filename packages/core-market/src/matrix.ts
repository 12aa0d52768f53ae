import { MarketError } from './error.ts';

/** Rows of observations, columns of named features. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** Row after row, shape [rows * columns]. */
  readonly data: Float64Array;
  /** One name per column. */
  readonly names: readonly string[];
}

/**
 * A matrix from columns of equal length.
 *
 * @throws MarketError LENGTHS_DIFFER
 * @example matrixOf({ a: Float64Array.of(1, 2), b: Float64Array.of(3, 4) }).data // => [1, 3, 2, 4]
 */
export function matrixOf(columns: Readonly<Record<string, Float64Array>>): Matrix {
  const names = Object.keys(columns);
  const rows = names.length === 0 ? 0 : columns[names[0]].length;
  const data = new Float64Array(rows * names.length);
  for (let k = 0; k < names.length; k++) {
    const column = columns[names[k]];
    if (column.length !== rows) {
      const what = `column ${names[k]} has ${column.length} rows, ${names[0]} has ${rows}`;
      throw new MarketError('LENGTHS_DIFFER', { what, fix: 'compute the columns on the same bars' });
    }
    for (let i = 0; i < rows; i++) data[i * names.length + k] = column[i];
  }
  return { rows, columns: names.length, data, names };
}
