import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { columnKind, isTimeKind, type ColumnKind } from './column-kind.ts';
import type { PostgresField } from './postgres-field.ts';

/** The columns that a bar is made of. */
export type PostgresColumnName = 'time' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'closeTime';

/** A column of the server and how it is read. */
export interface BarField {
  readonly name: string;
  readonly kind: ColumnKind;
}

/** Which columns are read as what. */
export interface BarFields {
  readonly bar: ReadonlyMap<PostgresColumnName, BarField>;
  readonly extra: ReadonlyMap<string, BarField>;
}

const NEEDED = ['time', 'open', 'high', 'low', 'close'] as const;
const OPTIONAL = ['volume', 'closeTime'] as const;

/** Usual names, in lower case without underscores and spaces. */
const ALIASES: Readonly<Record<PostgresColumnName, readonly string[]>> = {
  time: ['time', 'date', 'timestamp', 'datetime', 'ts', 'opentime', 'bucket'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v'],
  closeTime: ['closetime'],
};

/** What to look for. */
export interface BarFieldsOptions {
  readonly columns?: Readonly<Partial<Record<PostgresColumnName, string | undefined>>> | undefined;
  readonly extra?: readonly string[] | undefined;
}

/**
 * Finds the columns of a bar among those of a table: by the names given, else by their usual ones in any case.
 *
 * @throws DataError MISSING_COLUMN, DUPLICATE_COLUMN, COLUMN_TYPE for a column that is no number or no time
 */
export function barFields(
  fields: readonly PostgresField[],
  { columns = {}, extra = [] }: BarFieldsOptions,
  where: string,
): BarFields {
  const bar = new Map<PostgresColumnName, BarField>();
  for (const name of [...NEEDED, ...OPTIONAL]) {
    const given = columns[name];
    const field = given === undefined ? usual(name, fields, where) : named(given, fields, where);
    if (field !== undefined) bar.set(name, typed(field, where));
  }
  for (const name of NEEDED) if (!bar.has(name)) throw missing(name, fields, [...bar.values()], where);
  const closeTime = bar.get('closeTime');
  if (closeTime !== undefined && closeTime.kind !== bar.get('time')?.kind) {
    const what = `${closeTime.name} is ${closeTime.kind}, time is ${bar.get('time')?.kind}`;
    throw new DataError('COLUMN_TYPE', { what, where, fix: 'give both times one type', column: 'closeTime' });
  }
  return { bar, extra: new Map(extra.map((name) => [name, typed(named(name, fields, where), where)])) };
}

function usual(name: PostgresColumnName, fields: readonly PostgresField[], where: string): PostgresField | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[ _]/g, '');
  const found = fields.filter((field) => ALIASES[name].includes(plain(field.name)));
  if (found.length < 2) return found[0];
  const what = `${found.map((field) => `"${field.name}"`).join(' and ')} both mean ${name}`;
  const fix = `say which: { columns: { ${name}: … } }`;
  throw new DataError('DUPLICATE_COLUMN', { what, where, fix, column: name });
}

function named(name: string, fields: readonly PostgresField[], where: string): PostgresField {
  const found = fields.filter((field) => field.name === name);
  if (found[0] === undefined) throw missing(name, fields, [], where);
  if (found.length === 1) return found[0];
  const fix = 'give each its own name: select … as …';
  throw new DataError('DUPLICATE_COLUMN', { what: `two columns are called ${name}`, where, fix, column: name });
}

function typed({ name, oid }: PostgresField, where: string): BarField {
  const kind = columnKind(oid);
  if (kind !== undefined) return { name, kind };
  throw new DataError('COLUMN_TYPE', {
    what: `the column ${name} is neither a number nor a time`,
    where,
    fix: `give a statement that converts it: { sql: 'select ${name}::float8, …' }`,
    column: name,
  });
}

/** A misspelt name is looked for among the columns that have no meaning yet. */
function missing(
  column: string,
  fields: readonly PostgresField[],
  taken: readonly BarField[],
  where: string,
): DataError {
  const free = fields.map(({ name }) => name).filter((name) => !taken.some((field) => field.name === name));
  const meant = nearestName(column, free);
  const among = fields
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 160);
  const what = `there is no column ${column} among ${among === '' ? 'none' : among}`;
  const known = NEEDED.some((name) => name === column);
  const mapping = known ? `, or say which one it is: { columns: { ${column}: … } }` : '';
  const fix =
    meant === undefined
      ? `name a column that is there${mapping}`
      : `did you mean ${meant}?${known ? ` Give { columns: { ${column}: '${meant}' } }` : ''}`;
  return new DataError('MISSING_COLUMN', { what, where, fix, column });
}

/** What the time column is: a moment, a clock without a zone, or a number of some unit. */
export function timeShape(kind: ColumnKind): 'moment' | 'clock' | 'number' {
  if (kind === 'timestamptz') return 'moment';
  return isTimeKind(kind) ? 'clock' : 'number';
}
