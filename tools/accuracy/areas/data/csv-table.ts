import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AccuracyError } from '../../error.ts';

/** A CSV file of the goldens: numbers, and text where asked for. */
export interface CsvTable {
  readonly file: string;
  readonly names: readonly string[];
  readonly length: number;
  /** An empty field is NaN. @throws AccuracyError COLUMN_MISSING, NOT_A_NUMBER */
  numbers(name: string): Float64Array;
  /** @throws AccuracyError COLUMN_MISSING */
  texts(name: string): readonly string[];
}

/**
 * Reads a CSV file without quotes.
 *
 * @throws AccuracyError GOLDEN_FILE_MISSING
 */
export function csvTable(folder: string, file: string): CsvTable {
  const path = join(folder, file);
  if (!existsSync(path)) {
    throw new AccuracyError('GOLDEN_FILE_MISSING', { what: `no ${file}`, where: folder, fix: 'see its README' });
  }
  const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const cells = rows.map((row) => row.split(','));
  const texts = (name: string): string[] => {
    const at = names.indexOf(name);
    if (at >= 0) return cells.map((row) => row[at] ?? '');
    const fix = `its columns are ${names.join(', ')}`;
    throw new AccuracyError('COLUMN_MISSING', { what: `no column ${name}`, where: file, fix });
  };
  const numbers = (name: string): Float64Array =>
    Float64Array.from(texts(name), (text, row) => {
      const value = text === '' ? NaN : Number(text);
      if (text === '' || !Number.isNaN(value)) return value;
      const where = `${file}, ${name}, row ${row}`;
      throw new AccuracyError('NOT_A_NUMBER', { what: `${JSON.stringify(text)} is no number`, where });
    });
  return { file, names, length: rows.length, numbers, texts };
}
