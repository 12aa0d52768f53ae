import type { DataFinding } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import type { BarLayout } from './bar-layout.ts';
import type { DuckDbDriver } from './driver.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import type { RawColumns } from './read-rows.ts';
import type { TimeColumn } from './time-column.ts';

/** Whole numbers beyond this are not all told apart as float64. */
const EXACT = 2 ** 53;

/** What was met in columns of times. */
export function timeNotes(columns: readonly TimeColumn[]): DataFinding[] {
  const notes = columns.map((column) => column.notes);
  const sum = (name: 'naive' | 'finer' | 'resolved'): number => notes.reduce((total, note) => total + note[name], 0);
  const found: DataFinding[] = [
    {
      code: 'NAIVE_TIMESTAMP_ASSUMED_UTC',
      what: 'times of day without a zone were read as UTC',
      count: sum('naive'),
      fix: "say where the times are from: { timeZone: 'America/New_York' }, or 'UTC'",
    },
    {
      code: 'LOCAL_TIME_RESOLVED',
      what: 'local times that are not one moment were resolved as asked',
      count: sum('resolved'),
    },
    { code: 'TIME_FINER_THAN_MS', what: 'times finer than epoch milliseconds hold were rounded', count: sum('finer') },
  ];
  return found.filter(({ count }) => count > 0);
}

/** Whole numbers of 64 bits and more that do not fit into a float64, and columns that were not read. */
export function columnNotes(
  { columns }: RawColumns,
  layout: BarLayout,
  { DuckDBTypeId: id }: DuckDbDriver,
): DataFinding[] {
  const found: DataFinding[] = [];
  const large = [id.BIGINT, id.UBIGINT, id.HUGEINT, id.UHUGEINT, id.DECIMAL];
  let count = 0;
  for (const { name, type } of [...layout.prices, ...layout.extra]) {
    if (!large.includes(type.typeId)) continue;
    const column = columns[name];
    for (let i = 0; i < column.length; i++) if (Math.abs(column[i]) >= EXACT) count++;
  }
  if (count > 0) found.push({ code: 'PRECISION_LOSS', what: 'whole numbers beyond 2^53 were rounded', count });
  const { ignored } = layout;
  const what = `columns were not read: ${ignored.join(', ')}`.slice(0, 200);
  if (ignored.length > 0) found.push({ code: 'COLUMNS_IGNORED', what, count: ignored.length });
  return found;
}

/**
 * Rows that no filter lets pass, because their time is NULL.
 *
 * @throws DataError BAD_TIME unless they are to be dropped
 */
export function untimedNotes(count: number, { missing }: DuckDbSourceOptions, where: string): DataFinding[] {
  if (count === 0) return [];
  if (missing === 'drop') return [{ code: 'MISSING_DROPPED', what: 'rows without a time were dropped', count }];
  const fix = "correct them at their source, or drop such rows: { missing: 'drop' }";
  throw new DataError('BAD_TIME', { what: `${count} rows have no time`, where, fix, column: 'time' });
}
