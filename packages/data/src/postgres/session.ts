import type { Client, QueryArrayConfig, QueryArrayResult } from 'pg';
import type { AbortSignalLike } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { throwIfAborted } from '../sources/answer-query.ts';
import { cancelStatement } from './cancel-request.ts';
import { leaseClient, type Lease } from './lease.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { postgresDriver, type PostgresDriver } from './postgres-driver.ts';
import { postgresError } from './postgres-error.ts';
import { Secrets } from './secrets.ts';
import { watchSignal } from './watch-signal.ts';

/** A statement that was cancelled ends at once; a line that is dead does not answer at all. */
const PATIENCE_MS = 3_000;

/** What is done in one transaction. */
export interface SessionOptions {
  /** Names what is read or written, in messages. */
  readonly where: string;
  readonly access: 'READ ONLY' | 'READ WRITE';
  readonly signal?: AbortSignalLike | undefined;
  readonly statementTimeoutMs?: number | undefined;
}

/** One connection inside of a transaction. */
export interface Session {
  readonly driver: PostgresDriver;
  readonly client: Client;
  /** Rows of texts as the server writes them. */
  query(text: string, values?: readonly string[]): Promise<QueryArrayResult<(string | null)[]>>;
  /** Stops the running statement. */
  cancel(): void;
  /** Calls off everything: what is done next, such as looking for a name, stands outside of the transaction. */
  rollback(): Promise<void>;
  /** Ends the transaction and keeps it. */
  commit(): Promise<void>;
}

/** As the server writes it, whatever parsers a client of the caller has. */
const AS_TEXT = { getTypeParser: () => (value: string) => value };

/**
 * Lends a connection to some work, in a transaction whose settings make the same query mean the same everywhere: the
 * zone is UTC, backslashes in plain quotes are backslashes. What the work does not commit is rolled back; then the
 * connection is closed, or given back to whom it belongs, whatever happened.
 *
 * @throws DataError DRIVER_MISSING, SERVER_UNREACHABLE, LOGIN_REFUSED, MISSING_DATABASE, CONNECTION_LOST and the others
 *   of `postgresError`; the signal's reason or ABORTED
 */
export async function withSession<T>(
  connection: PostgresConnection,
  options: SessionOptions,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { where, signal } = options;
  throwIfAborted(signal, where);
  const driver = await postgresDriver();
  const secrets = new Secrets(connection);
  const lease = await leaseClient(driver, connection, { where, secrets, signal });
  const run = new Run(driver, lease, options);
  const stop = watchSignal(signal, () => run.cancel());
  try {
    await run.begin();
    const result = await work(run);
    throwIfAborted(signal, where);
    return result;
  } catch (error) {
    throwIfAborted(signal, where);
    throw postgresError(error, where, secrets);
  } finally {
    await run.end();
    stop();
  }
}

class Run implements Session {
  readonly driver: PostgresDriver;
  readonly client: Client;
  readonly #lease: Lease;
  readonly #options: SessionOptions;
  #state: 'idle' | 'open' | 'broken' = 'idle';
  #cancelling: Promise<void> | undefined;
  #giveUp: NodeJS.Timeout | undefined;

  constructor(driver: PostgresDriver, lease: Lease, options: SessionOptions) {
    this.driver = driver;
    this.client = lease.client;
    this.#lease = lease;
    this.#options = options;
  }

  async begin(): Promise<void> {
    const { access, statementTimeoutMs, where, signal } = this.#options;
    throwIfAborted(signal, where); // it may have waited for others
    const status = this.client.getTransactionStatus();
    if (status === 'T' || status === 'E') {
      const what = 'the client is inside a transaction: reading would end it';
      throw new DataError('CONNECTION_BUSY', { what, where, fix: 'commit it first, or give another client or a pool' });
    }
    const isolation = access === 'READ ONLY' ? 'REPEATABLE READ' : 'READ COMMITTED';
    const settings = [
      `BEGIN ISOLATION LEVEL ${isolation} ${access}`,
      "SET LOCAL timezone TO 'UTC'",
      'SET LOCAL standard_conforming_strings TO on',
      ...(statementTimeoutMs === undefined ? [] : [`SET LOCAL statement_timeout TO ${Math.round(statementTimeoutMs)}`]),
    ];
    this.#state = 'open';
    await this.client.query(settings.join('; '));
  }

  async query(text: string, values: readonly string[] = []): Promise<QueryArrayResult<(string | null)[]>> {
    throwIfAborted(this.#options.signal, this.#options.where);
    // The extended protocol takes one statement at a time.
    const config = { text, values: [...values], rowMode: 'array', types: AS_TEXT, queryMode: 'extended' };
    return this.client.query<(string | null)[]>(config as unknown as QueryArrayConfig);
  }

  cancel(): void {
    this.#cancelling ??= cancelStatement(this.driver, this.client);
    this.#giveUp ??= setTimeout(() => {
      this.#state = 'broken';
      this.client.connection.stream.destroy();
    }, PATIENCE_MS);
  }

  async commit(): Promise<void> {
    const { command } = await this.client.query('COMMIT');
    this.#state = 'idle';
    // A transaction that has failed is rolled back by COMMIT, and says so in no other way.
    if (command !== 'COMMIT') {
      const fix = 'look for the first error';
      throw new DataError('STATEMENT_FAILED', { what: 'the server rolled the transaction back', fix });
    }
  }

  async rollback(): Promise<void> {
    await this.client.query('ROLLBACK');
    this.#state = 'idle';
  }

  /** Never throws: what went wrong was thrown already. */
  async end(): Promise<void> {
    // A request to cancel that comes late would stop what the owner of the connection does next.
    await this.#cancelling;
    if (this.#state === 'open') {
      // The first one may be what a cancellation hits that came late.
      await this.rollback()
        .catch(() => this.rollback())
        .catch(() => {
          this.#state = 'broken';
        });
    }
    clearTimeout(this.#giveUp);
    await this.#lease.release(this.#state === 'broken');
  }
}
