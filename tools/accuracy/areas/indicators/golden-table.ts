import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearestName } from '@tidemark/core-errors';
import { AccuracyError } from '../../error.ts';

/**
 * A column of a CSV file of the goldens, by name; `month` is made of `date`: 2005-12-20 is 200512.
 *
 * @returns shape [rows]; `NaN` in the file marks what is not defined
 * @throws AccuracyError GOLDEN_FILE_MISSING, COLUMN_MISSING, NOT_A_NUMBER
 */
export type GoldenTable = (file: string, column: string) => Float64Array;

/** Reads the CSV files of a folder, each once. */
export function goldenTable(folder: string): GoldenTable {
  const files = new Map<string, readonly (readonly string[])[]>();
  const rowsOf = (file: string): readonly (readonly string[])[] => {
    const path = join(folder, file);
    if (!existsSync(path)) {
      throw new AccuracyError('GOLDEN_FILE_MISSING', { what: `no ${file}`, where: folder, fix: 'see its README' });
    }
    const known = files.get(file);
    const lines =
      known ??
      readFileSync(path, 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','));
    files.set(file, lines);
    return lines;
  };
  return (file, column) => {
    const [header = [], ...rows] = rowsOf(file);
    const isMonth = column === 'month' && !header.includes(column);
    const at = header.indexOf(isMonth ? 'date' : column);
    if (at < 0) {
      const near = nearestName(column, header);
      const fix = near === undefined ? `it has ${header.length} columns` : `did you mean ${near}?`;
      throw new AccuracyError('COLUMN_MISSING', { what: `no column ${column}`, where: file, fix });
    }
    return numbersOf(
      rows.map((cells) => (isMonth ? cells[at]?.slice(0, 7).replace('-', '') : cells[at])),
      `${file}, ${column}`,
    );
  };
}

/**
 * Numbers as text: shortest round-trip decimals, or `NaN`.
 *
 * @throws AccuracyError NOT_A_NUMBER
 */
export function numbersOf(texts: readonly (string | undefined)[], where: string): Float64Array {
  return Float64Array.from(texts, (text, row) => {
    const value = Number(text);
    if (text !== undefined && text.trim() !== '' && (text.trim() === 'NaN' || !Number.isNaN(value))) return value;
    throw new AccuracyError('NOT_A_NUMBER', {
      what: `${JSON.stringify(text)} is no number`,
      where: `${where}, row ${row}`,
    });
  });
}
