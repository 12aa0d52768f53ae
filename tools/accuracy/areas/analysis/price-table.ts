import { readFileSync } from 'node:fs';
import { AccuracyError } from '../../error.ts';

/** Simple returns of named columns on dates: row `i` is the change from the row before. */
export interface ReturnTable {
  /** `2010-01-05`, of each return. */
  readonly dates: readonly string[];
  /** What there are returns of. */
  readonly columns: readonly string[];
  /** Shape [dates]; NaN where a price is missing. @throws AccuracyError COLUMN_MISSING */
  readonly returnsOf: (column: string) => Float64Array;
}

/**
 * Reads `Date,AAPL,…` closes as simple returns.
 *
 * @param path CSV file; an empty cell is no price
 */
export function readReturnTable(path: string): ReturnTable {
  const [header = '', ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  const cells = rows.map((row) => row.split(','));
  return {
    dates: cells.slice(1).map(([date]) => date ?? ''),
    columns: names.slice(1),
    returnsOf: (column) => {
      const at = names.indexOf(column);
      if (at < 1) {
        const fix = `its columns are ${names.slice(1).join(', ')}`;
        throw new AccuracyError('COLUMN_MISSING', { what: `no column ${column}`, where: path, fix });
      }
      const price = (row: number): number => (cells[row]?.[at] === '' ? NaN : Number(cells[row]?.[at]));
      return Float64Array.from(cells.slice(1), (_, i) => price(i + 1) / price(i) - 1);
    },
  };
}
