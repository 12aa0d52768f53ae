import { randomUUID } from 'node:crypto';
import type { CopyColumn } from './copy-bytes.ts';
import { identifier } from './identifier.ts';
import { sendColumns } from './send-columns.ts';
import type { Session } from './session.ts';
import type { TargetColumn, TargetTable } from './target-table.ts';

/** What is merged into what. */
export interface MergeOptions {
  readonly target: TargetTable;
  /** The first one is the time. */
  readonly columns: readonly (TargetColumn & CopyColumn)[];
  readonly mode: 'refuse' | 'upsert' | 'replace';
  /** Columns that all rows share, and their values as texts. */
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/** Puts rows into a table of the transaction first, and from there among those that are in the target. */
export async function mergeRows(
  session: Session,
  { target, columns, mode, names, values }: MergeOptions,
): Promise<{ readonly inserted: number; readonly replaced: number }> {
  const rows = columns[0].values.length;
  const fresh = `pg_temp.${identifier(`tidemark_${randomUUID()}`)}`;
  const [time, ...others] = columns.map(({ name }) => identifier(name));
  const shared = names.map((name) => identifier(name));
  const filters = shared.map((name, i) => `t.${name} = $${i + 1}::${target.filterTypes[i]}`);
  const types = columns.map(({ name, isTime }) => `${identifier(name)} ${isTime ? 'timestamptz' : 'float8'}`);
  await session.query(`create temporary table ${fresh} (${types.join(', ')}) on commit drop`);
  await sendColumns(session, fresh, columns);
  await session.query(`analyze ${fresh}`);

  // What is counted must stay so until it is written. Plain inserts need no such thing: the index refuses.
  if (mode !== 'refuse') await session.query(`lock table ${target.name} in share row exclusive mode`);
  let [found, replaced] = [0, 0];
  if (mode === 'upsert') {
    const same = [`t.${time} = f.${time}`, ...filters].join(' and ');
    const counted = await session.query(`select count(*) from ${target.name} t join ${fresh} f on ${same}`, values);
    found = Number(counted.rows[0][0]);
    replaced = found;
  }
  if (mode === 'replace') {
    const span = `t.${time} between (select min(${time}) from ${fresh}) and (select max(${time}) from ${fresh})`;
    const gone = await session.query(
      `with gone as (delete from ${target.name} t where ${[span, ...filters].join(' and ')} returning t.${time})
       select count(*), count(f.${time}) from gone left join ${fresh} f on f.${time} = gone.${time}`,
      values,
    );
    [replaced, found] = gone.rows[0].map(Number);
  }
  const into = [...shared, time, ...others].join(', ');
  const from = [...shared.map((_, i) => `$${i + 1}::${target.filterTypes[i]}`), time, ...others].join(', ');
  const overwrite = others.map((name) => `${name} = excluded.${name}`).join(', ');
  const conflict = mode === 'upsert' ? `on conflict (${[...shared, time].join(', ')}) do update set ${overwrite}` : '';
  await session.query(`insert into ${target.name} (${into}) select ${from} from ${fresh} ${conflict}`, values);
  return { inserted: rows - found, replaced };
}
