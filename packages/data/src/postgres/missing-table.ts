import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';
import type { Session } from './session.ts';

/** Tables, views, materialised views, foreign and partitioned tables that may be named without a schema, or within one. */
const TABLES = `select c.relname, n.nspname from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'f', 'p') and n.nspname !~ '^pg_(catalog|toast|temp)' and n.nspname <> 'information_schema'
  order by pg_catalog.pg_table_is_visible(c.oid) desc, n.nspname, c.relname limit 10000`;

/** The refusal of a table that is not there, with the name that may have been meant. Ends the transaction. */
export async function missingTable(
  session: Session,
  { table, schema, cause }: { readonly table: string; readonly schema?: string | undefined; readonly cause?: unknown },
): Promise<DataError> {
  await session.rollback();
  const { rows } = await session.query(TABLES);
  const known = rows.map(([name, home]) => ({ name: String(name), home: String(home) }));
  const what = schema === undefined ? `there is no table ${table}` : `there is no table ${table} in ${schema}`;
  return new DataError('MISSING_TABLE', { what, where: 'table', fix: hint(table, schema, known), cause });
}

interface Known {
  readonly name: string;
  readonly home: string;
}

function hint(table: string, schema: string | undefined, known: readonly Known[]): string {
  const sameName = known.find(({ name, home }) => name === table || `${home}.${name}` === table);
  const near = schema === undefined ? known : known.filter(({ home }) => home === schema);
  const meant = nearestName(
    table,
    near.map(({ name }) => name),
  );
  const nearest = near.find(({ name }) => name === meant);
  const best = schema === undefined ? (sameName ?? nearest) : (nearest ?? sameName);
  if (best !== undefined) return `did you mean { schema: '${best.home}', table: '${best.name}' }?`;
  return 'name a table or view that exists; names are taken as written, capitals included';
}
