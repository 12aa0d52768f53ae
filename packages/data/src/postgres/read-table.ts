import type { BarColumns, BarQuery, DataFinding } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { barFields, type BarField, type PostgresColumnName } from './bar-fields.ts';
import { copyColumns } from './copy-columns.ts';
import { identifier } from './identifier.ts';
import type { PostgresSourceOptions } from './postgres-options.ts';
import { rangeCondition } from './range-condition.ts';
import type { Session } from './session.ts';
import { sourceStatement } from './source-statement.ts';
import { timeColumn } from './time-column.ts';

/** From this many times the timeframe is told. */
const SAMPLE = 10_000;

/** What one query read. */
export interface TableRead {
  /** In the order of their times as the server has them. */
  readonly columns: BarColumns;
  /** Rows that the server sent. */
  readonly rows: number;
  /** The first different times of all rows, whatever the range; empty where the timeframe is given. */
  readonly sample: Float64Array;
  readonly findings: readonly DataFinding[];
}

/** Reads the rows of a query, and commits. */
export async function readTable(
  session: Session,
  options: PostgresSourceOptions,
  { from = -Infinity, to = Infinity, columns: asked = [] }: BarQuery,
  where: string,
): Promise<TableRead> {
  const { sql, fields } = await sourceStatement(session, options, where);
  const names = [...new Set([...(options.extra ?? []), ...asked])];
  const { bar, extra } = barFields(fields, { columns: options.columns, extra: names }, where);
  const timeField = bar.get('time')!;
  const time = timeColumn(timeField, options, where);
  const table = `from (${sql}\n) as "tidemark"`;
  const timeName = identifier(timeField.name);

  const condition = rangeCondition(timeField, { from, to }, time.form);
  const within = condition === undefined ? '' : `where ${condition}`;
  const outside = await rowsOutside(session, table, timeName, condition, options);
  const isSampled = options.timeframe === undefined && condition !== undefined;
  const sample = isSampled ? await sampleOf(session, { table, field: timeField, options, where }) : undefined;

  const selected = [...bar.values(), ...extra.values()];
  const list = selected.map(({ name }) => identifier(name)).join(', ');
  const tie = options.tieBreak === undefined ? '' : `, ${tieBreak(options.tieBreak, fields, where)}`;
  const kinds = selected.map(({ kind }, i) => (i === 0 ? time.kind : kind));
  if (bar.has('closeTime')) kinds[[...bar.keys()].indexOf('closeTime')] = time.kind;
  const read = await copyColumns(session, `select ${list} ${table} ${within} order by ${timeName}${tie}`, kinds, where);
  await session.commit();

  const byName = new Map([...bar.keys()].map((name, i) => [name, read[i]]));
  const column = (name: PostgresColumnName): Float64Array => byName.get(name)!;
  const converted = time.convert(column('time'));
  const closeTime = byName.get('closeTime');
  if (closeTime !== undefined) time.convert(closeTime);
  const all: BarColumns = {
    time: column('time'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: byName.get('volume'),
    closeTime,
    extra: Object.fromEntries([...extra.keys()].map((name, i) => [name, read[bar.size + i]])),
  };
  const kept = rowsWithin(all, from, to);
  const rows = all.time.length;
  const out = outside + rows - kept.time.length;
  const what = 'bars lie outside the range asked for';
  const range = out === 0 ? [] : [{ code: 'OUTSIDE_RANGE', what, count: out }];
  const told = options.timeframe === undefined ? (sample ?? firstTimes(all.time)) : new Float64Array(0);
  return { columns: kept, rows, sample: told, findings: [...converted, ...range] };
}

/** How many rows the condition keeps back, on the same snapshot. A row without a time belongs to no range. */
async function rowsOutside(
  session: Session,
  table: string,
  time: string,
  condition: string | undefined,
  { countOutside = true, table: name }: PostgresSourceOptions,
): Promise<number> {
  if (condition === undefined || !countOutside) return 0;
  const counts = `count(*) filter (where not (${condition})), count(*) filter (where ${time} is null)`;
  const { rows } = await session.query(`select ${counts} ${table}`);
  const [outside, untimed] = rows[0].map(Number);
  if (untimed > 0) {
    const what = `${untimed} rows have no time`;
    throw new DataError('BAD_TIME', {
      what,
      where: name ?? 'sql',
      fix: 'give each row its time, or leave them out by a statement',
    });
  }
  return outside;
}

interface SampleOptions {
  readonly table: string;
  readonly field: BarField;
  readonly options: PostgresSourceOptions;
  readonly where: string;
}

/** The first different times of all rows: a range of a table has the timeframe of the table. */
async function sampleOf(session: Session, { table, field, options, where }: SampleOptions): Promise<Float64Array> {
  const name = identifier(field.name);
  // Nobody asked for these rows: a local time among them that is not one moment is no fault.
  const lenient = { ...options, ambiguousTime: 'earlier', nonexistentTime: 'later' } as const;
  const time = timeColumn(field, lenient, where);
  const select = `select distinct ${name} ${table} where ${name} is not null order by ${name} limit ${SAMPLE}`;
  const [values] = await copyColumns(session, select, [time.kind], where);
  time.convert(values);
  return firstTimes(values);
}

/** Different times, oldest first. */
function firstTimes(time: Float64Array): Float64Array {
  const different: number[] = [];
  for (let i = 0; i < time.length && different.length < SAMPLE; i++) {
    if (Number.isFinite(time[i]) && time[i] !== different.at(-1)) different.push(time[i]);
  }
  return Float64Array.from(different).sort();
}

function tieBreak(name: string, fields: readonly { readonly name: string }[], where: string): string {
  if (fields.some((field) => field.name === name)) return identifier(name);
  const fix = `it has ${fields.map((field) => field.name).join(', ')}`;
  throw new DataError('MISSING_COLUMN', { what: `there is no column ${name} to order by`, where, fix, column: name });
}

/** The rows of [from, to), for the condition lets a few more pass; the columns themselves where all are. */
function rowsWithin(columns: BarColumns, from: number, to: number): BarColumns {
  const { time } = columns;
  let isWhole = true;
  // A time that is none is not outside: it is refused later.
  const isOutside = (moment: number): boolean => moment < from || (moment >= to && to < Infinity);
  for (let i = 0; i < time.length && isWhole; i++) isWhole = !isOutside(time[i]);
  if (isWhole) return columns;
  const take = (column: Float64Array): Float64Array => column.filter((_, i) => !isOutside(time[i]));
  const { open, high, low, close, volume, closeTime, extra = {} } = columns;
  return {
    time: take(time),
    open: take(open),
    high: take(high),
    low: take(low),
    close: take(close),
    volume: volume && take(volume),
    closeTime: closeTime && take(closeTime),
    extra: Object.fromEntries(Object.entries(extra).map(([name, column]) => [name, take(column)])),
  };
}
