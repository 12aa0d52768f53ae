import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { bindParameters } from './bind-parameters.ts';
import { identifier } from './identifier.ts';
import { missingTable } from './missing-table.ts';
import type { PostgresScalar, PostgresValue } from './parameter-value.ts';
import { sqlState } from './postgres-error.ts';
import type { PostgresField } from './postgres-field.ts';
import type { Session } from './session.ts';

/** A table, or a statement of one's own. */
export interface StatementOptions {
  readonly table?: string | undefined;
  readonly schema?: string | undefined;
  readonly where?: Readonly<Record<string, PostgresScalar>> | undefined;
  readonly sql?: string | undefined;
  readonly params?: readonly PostgresValue[] | undefined;
}

/** A statement without parameters, that may stand as `from (…)`, with its columns. */
export interface SourceStatement {
  readonly sql: string;
  readonly fields: readonly PostgresField[];
}

/**
 * What is read from, and its columns.
 *
 * @throws DataError MISSING_TABLE, MISSING_COLUMN, BAD_NAME; of a statement BAD_STATEMENT, BAD_PARAMETER and the
 *   others of `postgresError`
 */
export async function sourceStatement(
  session: Session,
  { table, schema, where: filter = {}, sql = '', params = [] }: StatementOptions,
  where: string,
): Promise<SourceStatement> {
  if (table === undefined) {
    const text = sql.replace(/[\s;]+$/, '');
    const bound = await bindParameters(session, text, params, where);
    return { sql: bound, fields: await fieldsOf(session, bound) };
  }
  const all = `select * from ${schema === undefined ? '' : `${identifier(schema)}.`}${identifier(table)}`;
  const fields = await fieldsOf(session, all).catch(async (error: unknown) => {
    if (sqlState(error) !== '42P01' && sqlState(error) !== '3F000') throw error;
    throw await missingTable(session, { table, schema, cause: error });
  });
  const names = Object.keys(filter);
  for (const name of names) if (!fields.some((field) => field.name === name)) throw unknownFilter(name, fields, where);
  const conditions = names.map((name, i) => `${identifier(name)} = $${i + 1}`);
  const filtered = names.length === 0 ? all : `${all} where ${conditions.join(' and ')}`;
  return { sql: await bindParameters(session, filtered, Object.values(filter), where), fields };
}

async function fieldsOf(session: Session, sql: string): Promise<PostgresField[]> {
  // A line of its own closes the bracket: the statement may end in a comment.
  const { fields } = await session.query(`select * from (${sql}\n) as "tidemark" limit 0`);
  return fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }));
}

function unknownFilter(column: string, fields: readonly PostgresField[], where: string): DataError {
  const names = fields.map(({ name }) => name);
  const meant = nearestName(column, names);
  const fix = meant === undefined ? `it has ${names.join(', ')}` : `did you mean ${meant}?`;
  return new DataError('MISSING_COLUMN', { what: `there is no column ${column} to filter by`, where, fix, column });
}
