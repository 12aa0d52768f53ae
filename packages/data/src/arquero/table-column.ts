import type { Table } from 'arquero';
import { DataError } from '../error.ts';
import type { FromTableOptions } from './table-options.ts';

/** Reads a value of a table: NaN where there is none, undefined where it is something else. */
export type ReadCell = (value: unknown) => number | undefined;

/** A number: of any kind of number that a table can hold, none rounded. */
export const readNumber: ReadCell = (value) => {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return NaN;
  if (typeof value === 'bigint' && BigInt.asIntN(54, value) === value) return Number(value);
  return undefined;
};

const PER_MS = { s: 1n, ms: 1n, us: 1_000n, ns: 1_000_000n };

/** A moment, epoch ms: a Date, or a number of the given unit. */
export function readTime(unit: FromTableOptions['timeUnit'] = 'ms'): ReadCell {
  const [times, per] = [unit === 's' ? 1_000 : 1, Number(PER_MS[unit])];
  return (value) => {
    if (value instanceof Date) return value.getTime();
    // Nanoseconds do not fit into a number: what is below a millisecond is cut off before it becomes one.
    const number = typeof value === 'bigint' ? Number(value / PER_MS[unit]) * times : undefined;
    const moment = number ?? scaled(readNumber(value), times, per);
    return moment === Infinity || moment === -Infinity ? undefined : moment;
  };
}

function scaled(value: number | undefined, times: number, per: number): number | undefined {
  return value === undefined ? undefined : (value * times) / per;
}

export interface TableColumnOptions {
  readonly read: ReadCell;
  /** A column of numbers already is what would be read of it. */
  readonly asIs: boolean;
  /** What is thrown where a value cannot be read. */
  readonly code: string;
  readonly where: string;
  readonly fix: string;
}

/**
 * A column of a table as numbers, in the order and with the rows that the table has: its filter and its ordering
 * count. It is the column itself, not a copy, where that is the same.
 *
 * @throws DataError with the given code, for a value that cannot be read
 */
export function tableColumn(
  table: Table,
  name: string,
  { read, asIs, code, where, fix }: TableColumnOptions,
): Float64Array {
  const column = table.column(name)!;
  const whole = !table.isFiltered() && !table.isOrdered();
  if (column instanceof Float64Array && whole && asIs) return column;
  const out = new Float64Array(table.numRows());
  let row = 0;
  table.scan((i) => {
    const value: unknown = column.at(i!);
    const number = read(value);
    if (number === undefined) throw unreadable(value, name, { code, where: `${where}, row ${row}`, fix });
    out[row++] = number;
  }, true);
  return out;
}

function unreadable(value: unknown, column: string, details: { code: string; where: string; fix: string }): DataError {
  const { code, where, fix } = details;
  const shown = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
  return new DataError(code, { what: `${column} is ${shown}, a ${typeof value}`, where, fix, column });
}
