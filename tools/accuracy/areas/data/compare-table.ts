import type { CaseOutcome } from '../../area.ts';
import { Comparison } from '../../comparison.ts';
import type { CsvTable } from './csv-table.ts';

/**
 * Every column of a golden table beside the computed ones of the same names, every row.
 *
 * @param actual columns by name: numbers, or texts
 * @param exact columns that must be the same to the bit; the others may differ by 1e-9
 */
export function compareTable(name: string, expected: CsvTable, actual: object, exact: readonly string[]): CaseOutcome {
  const comparison = new Comparison(name, 1e-9, 'relative');
  for (const column of expected.names) {
    const ours = (actual as Readonly<Record<string, ArrayLike<number> | readonly string[] | undefined>>)[column];
    if (ours === undefined) {
      comparison.same(`column ${column}`, 'missing', 'there');
      continue;
    }
    comparison.same(`rows of ${column}`, ours.length, expected.length);
    const length = Math.min(ours.length, expected.length);
    if (typeof ours[0] === 'string') {
      const texts = expected.texts(column);
      for (let i = 0; i < length; i++) comparison.same(`${column}, row ${i}`, ours[i], texts[i]);
      continue;
    }
    const numbers = expected.numbers(column);
    for (let i = 0; i < length; i++) {
      const [value, golden] = [Number(ours[i]), numbers[i]];
      const where = `${column}, row ${i}`;
      if (exact.includes(column)) comparison.same(where, nullIfNaN(value), nullIfNaN(golden));
      else comparison.number(where, nullIfNaN(value), nullIfNaN(golden), 1);
    }
  }
  return comparison.outcome();
}

/** A case that cannot be run: it has failed, and the others go on. */
export function guarded(name: string, compare: () => CaseOutcome | CaseOutcome[]): CaseOutcome[] {
  try {
    return [compare()].flat();
  } catch (error) {
    return [{ name, status: 'failed', detail: String((error as Error).message ?? error) }];
  }
}

function nullIfNaN(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
