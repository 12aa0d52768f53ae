import type { AbortSignalLike, BarFrame } from '@tidemark/core-market';
import { frameOf } from './bars-of-rows.ts';
import type { Session } from './database.ts';
import { identifier } from './identifier.ts';
import { readRows } from './read-rows.ts';
import { run, type Relation } from './relation.ts';
import type { TimeColumn } from './time-column.ts';
import { doublesOf, wholesOf } from './vector-items.ts';

/** How many rows there are. */
export interface RowCount {
  readonly rows: number;
  /** Those whose time is NULL. */
  readonly untimed: number;
}

/** Of Parquet files the statistics answer this: no row is read. */
export async function countRows(session: Session, relation: Relation, { column }: TimeColumn): Promise<RowCount> {
  const result = await run(session, relation, `select count(*)::double, count(${identifier(column)})::double`);
  const chunk = await result.fetchChunk();
  const [rows = 0, timed = 0] = [0, 1].map((field) =>
    chunk === null ? 0 : doublesOf(chunk.getColumnVector(field))[0],
  );
  return { rows, untimed: rows - timed };
}

/** A range does not show how long the bars of the whole are: all their times do. */
export async function frameOfAll(
  session: Session,
  relation: Relation,
  time: TimeColumn,
  reading: { readonly hasCloseTime: boolean; readonly signal: AbortSignalLike | undefined; readonly where: string },
): Promise<BarFrame | undefined> {
  const { hasCloseTime, signal, where } = reading;
  const result = await run(session, relation, `select ${time.sql}`);
  const { columns } = await readRows(result, { fields: [{ name: 'time', time }], signal, where });
  return frameOf(columns['time'], hasCloseTime);
}

/** Lets a column of numbers tell their unit by the first of them. */
export async function learnUnit(session: Session, relation: Relation, time: TimeColumn): Promise<void> {
  if (time.unit !== undefined || (time.kind !== 'whole' && time.kind !== 'double')) return;
  const known = ` where ${identifier(time.column)} is not null limit 1`;
  const result = await run(session, relation, `select ${time.sql}`, known);
  const chunk = await result.fetchChunk();
  if (chunk === null || chunk.rowCount === 0) return;
  const vector = chunk.getColumnVector(0);
  const value = time.kind === 'whole' ? wholesOf(vector)[0] : doublesOf(vector)[0];
  if (typeof value === 'bigint' || Number.isFinite(value)) time.learn(value);
}
