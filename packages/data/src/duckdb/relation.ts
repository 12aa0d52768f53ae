import { stat } from 'node:fs/promises';
import type { DuckDBResult, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import type { Session } from './database.ts';
import type { SqlValue } from './duckdb-options.ts';
import { exactPattern, isGlob, missingFile } from './missing-file.ts';
import { sorted, type NamedFiles } from './named-files.ts';

/** Something to select from: SQL with the values that it refers to. All values travel beside the text. */
export interface Relation {
  readonly from: string;
  readonly values: readonly DuckDBValue[] | Readonly<Record<string, DuckDBValue>>;
}

/** The column names of a relation and their types. */
export interface Header {
  readonly names: readonly string[];
  readonly types: readonly DuckDBType[];
}

/** What a path is, and what has to be touched to read it. */
export interface PathFiles extends NamedFiles {
  /** The path as DuckDB is given it. */
  readonly pattern: string;
  readonly format: 'parquet' | 'csv';
}

/**
 * A path as a pattern: that of one file matches that file alone, whatever letters it has.
 *
 * @throws DataError FILE_MISSING, EMPTY_FILE, FILE_UNREADABLE, UNKNOWN_FORMAT
 */
export async function pathFiles(path: string, format: 'parquet' | 'csv' = formatOf(path)): Promise<PathFiles> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    if (!isGlob(path)) throw await missingFile(path);
    return { pattern: path, format, ...sorted([path]) };
  }
  if (found.isDirectory()) {
    const fix = `name its files by a pattern: ${path}/*.parquet`;
    throw new DataError('FILE_UNREADABLE', { what: 'this is a folder, not a file', where: path, fix });
  }
  if (found.size === 0)
    throw new DataError('EMPTY_FILE', { what: 'the file is empty', where: path, fix: 'write it anew' });
  const pattern = exactPattern(path);
  return { pattern, format, files: [...new Set([path, pattern])], folders: [] };
}

function formatOf(path: string): 'parquet' | 'csv' {
  if (/\.(?:parquet|parq|pq)$/i.test(path)) return 'parquet';
  if (/\.(?:csv|tsv|txt)(?:\.(?:gz|zst))?$/i.test(path)) return 'csv';
  const fix = "name .parquet or .csv files, or read others by { sql: 'select …' }";
  throw new DataError('UNKNOWN_FORMAT', { what: 'the name does not say what the file holds', where: path, fix });
}

export function fileRelation({ format, pattern }: Pick<PathFiles, 'format' | 'pattern'>): Relation {
  return { from: `read_${format}($1)`, values: [pattern] };
}

/**
 * A SELECT as a relation. It must be one statement by itself, so nothing in it ends the parentheses around it.
 *
 * @throws DataError SQL_FAILED, NOT_A_SELECT, BAD_PARAMS
 */
export async function sqlRelation(
  { connection, driver }: Session,
  { sql, params = [], where }: { readonly sql: string; readonly params: SqlParams | undefined; readonly where: string },
): Promise<Relation> {
  const statements = await connection.extractStatements(sql);
  const statement = await statements.prepare(0);
  const { SELECT } = driver.StatementType;
  if (statements.count !== 1 || statement.statementType !== SELECT) {
    const what = statements.count === 1 ? 'the SQL is no SELECT' : `the SQL has ${statements.count} statements`;
    throw new DataError('NOT_A_SELECT', { what, where, fix: 'give one SELECT' });
  }
  const names = Array.from({ length: statement.parameterCount }, (_, i) => statement.parameterName(i + 1));
  const given = isList(params) ? params.map((_, i) => String(i + 1)) : Object.keys(params);
  const [lacking] = names.filter((name) => !given.includes(name));
  if (lacking !== undefined) {
    const fix = /^\d+$/.test(lacking)
      ? 'give a list of as many values: { params: […] }'
      : `give { params: { ${lacking}: … } }`;
    throw new DataError('BAD_PARAMS', { what: `the SQL has a parameter $${lacking} and is given none`, where, fix });
  }
  const [spare] = given.filter((name) => !names.includes(name));
  if (spare !== undefined) {
    const meant = nearestName(spare, names);
    const fix = meant === undefined ? 'leave it out' : `did you mean ${meant}?`;
    throw new DataError('BAD_PARAMS', { what: `the SQL has no parameter $${spare}`, where, fix });
  }
  return { from: `(${sql.replace(/[\s;]+$/, '')}\n)`, values: params };
}

type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** The relation's columns, without reading a row. */
export async function headerOf(session: Session, relation: Relation): Promise<Header> {
  const result = await run(session, relation, 'select *', ' limit 0');
  return { names: result.columnNames(), types: result.columnTypes() };
}

/** Selects from a relation: what stands before its `from`, and what after it. */
export function run(
  { connection, driver }: Session,
  { from, values }: Relation,
  before: string,
  after = '',
): Promise<DuckDBResult> {
  const sql = `${before} from ${from}${after}`;
  const typeOf = (value: DuckDBValue): DuckDBType | undefined => exactType(value, driver);
  if (isList(values)) {
    // The driver takes a type that is not given for one that it finds itself; its own types do not say so.
    return connection.stream(sql, [...values], values.map(typeOf) as DuckDBType[]);
  }
  const types = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeOf(value)]));
  return connection.stream(sql, { ...values }, types);
}

/**
 * The type of a value where the driver's choice is another: it takes whole numbers for BIGINT, however large, and every
 * bigint for HUGEINT, for which no statistics of a BIGINT column are looked at.
 */
function exactType(value: DuckDBValue, { BIGINT, DOUBLE }: Session['driver']): DuckDBType | undefined {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? BIGINT : undefined;
  if (typeof value !== 'number' || Number.isSafeInteger(value + 0)) return Object.is(value, -0) ? DOUBLE : undefined;
  return DOUBLE;
}

function isList<T>(values: readonly T[] | Readonly<Record<string, T>>): values is readonly T[] {
  return Array.isArray(values);
}

/** A relation with one more value, and how SQL refers to that value. */
export function withValue(relation: Relation, value: DuckDBValue): readonly [Relation, string] {
  const { from, values } = relation;
  if (isList(values)) return [{ from, values: [...values, value] }, `$${values.length + 1}`];
  let name = 'tidemark';
  while (Object.hasOwn(values, name)) name += '_';
  return [{ from, values: { ...values, [name]: value } }, `$${name}`];
}
