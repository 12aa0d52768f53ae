import type { DuckDBType } from '@duckdb/node-api';
import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import { layoutOf } from '../sources/csv/layout.ts';
import type { DuckDbDriver } from './driver.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import type { Header } from './relation.ts';
import type { SeriesFacts } from './series-facts.ts';

/** A column to read: what it is for, what it is called, and its type in DuckDB. */
export interface LaidOut {
  /** `time`, `open`, …, or the name of an extra column. */
  readonly name: string;
  readonly column: string;
  readonly type: DuckDBType;
}

/** The columns of bars among those of a relation. */
export interface BarLayout {
  readonly time: LaidOut;
  readonly closeTime: LaidOut | undefined;
  /** The four prices, then volume where there is one. */
  readonly prices: readonly LaidOut[];
  readonly extra: readonly LaidOut[];
  /** Columns that are not read. */
  readonly ignored: readonly string[];
}

export interface LayoutOptions extends Pick<DuckDbSourceOptions, 'columns'> {
  /** Further columns to read. */
  readonly extra: readonly string[];
  /** True for a CSV, in which a column without any value is one of texts: then texts are tried as numbers. */
  readonly textNumbers?: boolean | undefined;
  readonly where: string;
}

/**
 * Finds the columns of bars by their names, in any case and with the synonyms of the CSV reader.
 *
 * @throws DataError MISSING_COLUMN, DUPLICATE_COLUMN, BAD_COLUMN_TYPE
 */
export function barLayout({ names, types }: Header, driver: DuckDbDriver, options: LayoutOptions): BarLayout {
  const { columns, extra, textNumbers, where } = options;
  const found = named(names, { columns, extra }, where);
  const at = new Map<string, LaidOut>();
  found.targets.forEach((target, field) => {
    const name = found.names[target];
    const [column, type] = [names[field], types[field]];
    if (name !== undefined && column !== undefined && type !== undefined) at.set(name, { name, column, type });
  });
  return laidOut(at, found.ignored, { driver, where, textNumbers });
}

/**
 * The columns of a file of ours, which says itself what they are.
 *
 * @throws DataError MISSING_COLUMN, BAD_COLUMN_TYPE
 */
export function writtenLayout(
  { names, types }: Header,
  driver: DuckDbDriver,
  {
    facts,
    extra,
    where,
  }: { readonly facts: SeriesFacts; readonly extra: readonly string[] | undefined; readonly where: string },
): BarLayout {
  const known = new Map(facts.extra);
  for (const name of extra ?? []) if (!known.has(name)) throw unknown(name, [...known.keys()], where);
  const plain = ['time', 'open', 'high', 'low', 'close', 'volume', ...(facts.closeTime ? ['closeTime'] : [])];
  const wanted = new Map([...plain.map((name) => [name, name] as const), ...facts.extra]);
  const at = new Map<string, LaidOut>();
  for (const [name, column] of wanted) {
    if (known.has(name) && extra?.includes(name) === false) continue;
    const type = types[names.indexOf(column)];
    if (type === undefined) throw unknown(column, names, where);
    at.set(name, { name, column, type });
  }
  return laidOut(at, [], { driver, where });
}

interface At {
  readonly driver: DuckDbDriver;
  readonly where: string;
  readonly textNumbers?: boolean | undefined;
}

function laidOut(
  at: ReadonlyMap<string, LaidOut>,
  ignored: readonly string[],
  { driver, where, textNumbers }: At,
): BarLayout {
  const take = (name: string): LaidOut => {
    const one = at.get(name);
    if (one === undefined) throw unknown(name, [...at.keys()], where);
    return one;
  };
  const prices = ['open', 'high', 'low', 'close'].map(take);
  const volume = at.get('volume');
  if (volume !== undefined) prices.push(volume);
  const plain = ['time', 'closeTime', ...prices.map(({ name }) => name)];
  const extra = [...at.values()].filter(({ name }) => !plain.includes(name));
  for (const { name, column, type } of [...prices, ...extra]) {
    if (isNumeric(type, driver) || (textNumbers === true && type.typeId === driver.DuckDBTypeId.VARCHAR)) continue;
    throw new DataError('BAD_COLUMN_TYPE', {
      what: `column ${column} is ${String(type)}, and ${name} is a number`,
      where,
      fix: `clean it in SQL, as in { sql: 'select … try_cast(${column} as double) as ${name} …' }`,
      column: name,
    });
  }
  return { time: take('time'), closeTime: at.get('closeTime'), prices, extra, ignored };
}

/** True for columns of numbers, and for one that holds nothing but NULL. */
function isNumeric({ typeId }: DuckDBType, { DuckDBTypeId: id }: DuckDbDriver): boolean {
  const whole = [id.TINYINT, id.SMALLINT, id.INTEGER, id.BIGINT, id.HUGEINT];
  const positive = [id.UTINYINT, id.USMALLINT, id.UINTEGER, id.UBIGINT, id.UHUGEINT];
  return [...whole, ...positive, id.FLOAT, id.DOUBLE, id.DECIMAL, id.SQLNULL].includes(typeId);
}

/** The names as the CSV reader finds them in a header, its words about lines and files put right. */
function named(names: readonly string[], options: Pick<LayoutOptions, 'columns' | 'extra'>, where: string) {
  try {
    return layoutOf(names, options, { delimiter: 0, where, line: 1 });
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    const { code, what, fix, column } = error;
    if (code !== 'MISSING_HEADER') throw new DataError(code, { what, where, fix, column });
    throw new DataError('MISSING_COLUMN', {
      what: `no column is one of a bar: ${names.join(', ')}`.slice(0, 200),
      where,
      fix: "if its names are unusual, give them: { columns: { time: 'Datum', … } }",
    });
  }
}

function unknown(name: string, known: readonly string[], where: string): DataError {
  const meant = nearestName(name, known);
  const has = known.length === 0 ? 'it has no further columns' : `it has ${known.join(', ')}`;
  const fix = meant === undefined ? has : `did you mean ${meant}?`;
  return new DataError('MISSING_COLUMN', { what: `there is no column ${name}`, where, fix, column: name });
}
