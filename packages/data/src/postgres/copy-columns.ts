import type { ColumnKind } from './column-kind.ts';
import { CopyReader } from './copy-reader.ts';
import type { Session } from './session.ts';

/**
 * The rows of a statement as columns, shape [rows] each, read from the binary COPY as it comes.
 *
 * The rows count only once the server has sent the end of the copy and its own count of them, which must be ours.
 *
 * @param select without parameters, giving columns of these kinds
 * @throws DataError INCOMPLETE_COPY, COPY_MALFORMED; what the driver throws
 */
export async function copyColumns(
  session: Session,
  select: string,
  kinds: readonly ColumnKind[],
  where: string,
): Promise<Float64Array[]> {
  const reader = new CopyReader(kinds, where, await expectedRows(session, select));
  const stream = session.client.query(session.driver.copy.to(`COPY (${select}) TO STDOUT (FORMAT binary)`));
  stream.on('error', () => {}); // one that comes when nobody reads any more; the loop throws its own
  let fault: unknown;
  try {
    for await (const bytes of stream) {
      // The connection is of use again only once all was taken from it.
      if (fault === undefined) fault = faultOf(() => reader.push(bytes as Uint8Array));
      if (fault !== undefined) session.cancel();
    }
  } catch (error) {
    throw fault ?? error; // what was cancelled for a fault fails for it
  }
  if (fault !== undefined) throw fault;
  // The next statement is answered after the count of this one.
  await session.query('select 1');
  return reader.finish(stream.rowCount);
}

/** How many rows the server's planner expects. */
async function expectedRows(session: Session, select: string): Promise<number> {
  const { rows } = await session.query(`EXPLAIN (FORMAT JSON) ${select}`);
  const plan = JSON.parse(String(rows[0][0])) as readonly { readonly Plan?: { readonly 'Plan Rows'?: unknown } }[];
  const expected = plan[0]?.Plan?.['Plan Rows'];
  return typeof expected === 'number' ? expected : 0;
}

function faultOf(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}
