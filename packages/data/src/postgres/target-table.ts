import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { identifier } from './identifier.ts';
import { missingTable } from './missing-table.ts';
import type { PostgresScalar } from './parameter-value.ts';
import type { Session } from './session.ts';
import type { WritePostgresOptions } from './write-options.ts';

/** A column that is to be written. */
export interface TargetColumn {
  readonly name: string;
  readonly isTime: boolean;
  /** Whether every row has it: volume and further columns may be unknown. */
  readonly isNeeded: boolean;
}

/** The table that is written, once it is known to hold what is written. */
export interface TargetTable {
  /** As SQL. */
  readonly name: string;
  /** The types of the columns of `where`, as SQL. */
  readonly filterTypes: readonly string[];
}

const TIME_TYPE = 'timestamp with time zone';
const VALUE_TYPE = 'double precision';

/**
 * Finds the table, or makes it, and refuses one that would not give back what is written: every value must be a double
 * and every time a timestamptz, and one time must be able to have one row only.
 *
 * @throws DataError MISSING_TABLE, MISSING_COLUMN, COLUMN_TYPE, NO_UNIQUE_TIME, BAD_NAME
 */
export async function targetTable(
  session: Session,
  columns: readonly TargetColumn[],
  options: WritePostgresOptions,
  where: string,
): Promise<TargetTable> {
  const { table, schema, where: filter = {}, create = false } = options;
  const name = `${schema === undefined ? '' : `${identifier(schema)}.`}${identifier(table)}`;
  const key = [...Object.keys(filter), columns[0].name];
  let types = await columnTypes(session, name);
  if (types === undefined && create) {
    await session.query(creation(name, columns, filter));
    types = await columnTypes(session, name);
  }
  if (types === undefined) throw await missingTable(session, { table, schema });
  for (const column of columns) checkColumn(column, types, where);
  const filterTypes = Object.keys(filter).map((column) => typeOf(column, types, where));
  await checkKey(session, name, key, where);
  return { name, filterTypes };
}

/** Type of each column by its name; undefined where there is no such table. */
async function columnTypes(session: Session, name: string): Promise<Map<string, string> | undefined> {
  const { rows } = await session.query(
    `select a.attname, format_type(a.atttypid, -1) from pg_catalog.pg_attribute a
       where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped`,
    [name],
  );
  return rows.length === 0 ? undefined : new Map(rows.map(([column, type]) => [String(column), String(type)]));
}

function creation(
  name: string,
  columns: readonly TargetColumn[],
  filter: Readonly<Record<string, PostgresScalar>>,
): string {
  const key = [...Object.keys(filter), columns[0].name].map((column) => identifier(column));
  const lines = [
    ...Object.entries(filter).map(([column, value]) => `${identifier(column)} ${typeFor(value)} not null`),
    ...columns.map(
      (column) =>
        `${identifier(column.name)} ${column.isTime ? TIME_TYPE : VALUE_TYPE}${column.isNeeded ? ' not null' : ''}`,
    ),
    `primary key (${key.join(', ')})`,
  ];
  return `create table if not exists ${name} (${lines.join(', ')})`;
}

function typeFor(value: PostgresScalar): string {
  if (value instanceof Date) return TIME_TYPE;
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return 'bigint';
  return typeof value === 'number' ? VALUE_TYPE : 'text';
}

function typeOf(column: string, types: ReadonlyMap<string, string>, where: string): string {
  const type = types.get(column);
  if (type !== undefined) return type;
  const meant = nearestName(column, types.keys());
  const fix = meant === undefined ? `it has ${[...types.keys()].join(', ')}` : `did you mean ${meant}?`;
  throw new DataError('MISSING_COLUMN', { what: `there is no column ${column} to write`, where, fix, column });
}

function checkColumn({ name, isTime }: TargetColumn, types: ReadonlyMap<string, string>, where: string): void {
  const type = typeOf(name, types, where);
  const needed = isTime ? TIME_TYPE : VALUE_TYPE;
  if (type === needed) return;
  throw new DataError('COLUMN_TYPE', {
    what: `the column ${name} is ${type}, which would not give back what is written`,
    where,
    fix: `alter table … alter column ${identifier(name)} type ${needed}`,
    column: name,
  });
}

/** That some unique index is on the key and nothing else: then the server itself lets no time occur twice. */
async function checkKey(session: Session, name: string, key: readonly string[], where: string): Promise<void> {
  const { rows } = await session.query(
    `select i.indexrelid, a.attname from pg_catalog.pg_index i
       cross join lateral unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) as part (number)
       join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.number
       where i.indrelid = to_regclass($1) and i.indisunique and i.indisvalid and i.indimmediate
         and i.indpred is null and i.indexprs is null`,
    [name],
  );
  const indexes = new Map<string, string[]>();
  for (const [index, column] of rows) indexes.set(index!, [...(indexes.get(index!) ?? []), column!]);
  const wanted = key.toSorted().join('\0');
  if ([...indexes.values()].some((columns) => columns.toSorted().join('\0') === wanted)) return;
  throw new DataError('NO_UNIQUE_TIME', {
    what: `no unique index of the table is on ${key.join(', ')}: a bar could be there twice`,
    where,
    fix: `create unique index on ${name} (${key.map((column) => identifier(column)).join(', ')})`,
  });
}
