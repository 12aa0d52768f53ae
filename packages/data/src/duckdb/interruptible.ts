import type { DuckDBConnection } from '@duckdb/node-api';
import type { AbortSignalLike } from '@tidemark/core-market';
import { throwIfAborted } from '../sources/answer-query.ts';
import { sqlError } from './sql-error.ts';

/** How often a signal is looked at while DuckDB works: the port's signal has no events. */
const LOOK_EVERY_MS = 10;

/**
 * Runs work on a connection that ends when the signal says so: the query that is running then is interrupted.
 *
 * @throws the signal's reason, DataError ABORTED, and the errors of DuckDB with codes
 */
export async function interruptible<T>(
  connection: DuckDBConnection,
  { signal, where }: { readonly signal: AbortSignalLike | undefined; readonly where: string },
  work: () => Promise<T>,
): Promise<T> {
  throwIfAborted(signal, where);
  const watch =
    signal === undefined ? undefined : setInterval(() => signal.aborted && connection.interrupt(), LOOK_EVERY_MS);
  try {
    return await work();
  } catch (error) {
    throwIfAborted(signal, where);
    throw await sqlError(error, where);
  } finally {
    clearInterval(watch);
  }
}
