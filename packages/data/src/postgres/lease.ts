import type { Client, PoolClient } from 'pg';
import type { AbortSignalLike } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { throwIfAborted } from '../sources/answer-query.ts';
import type { PostgresConfig, PostgresConnection, PostgresPool } from './postgres-connection.ts';
import type { PostgresDriver } from './postgres-driver.ts';
import { connectError } from './postgres-error.ts';
import type { Secrets } from './secrets.ts';
import { watchSignal } from './watch-signal.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that does not say goodbye in this time is cut. */
const GOODBYE_MS = 2_000;

/** A client that is used alone, until it is released. */
export interface Lease {
  readonly client: Client;
  /** @param isBroken not to be used by anybody again */
  release(isBroken: boolean): Promise<void>;
}

interface LeaseOptions {
  readonly where: string;
  readonly secrets: Secrets;
  readonly signal?: AbortSignalLike | undefined;
}

/**
 * A client of one's own, one out of a pool, or the caller's once nobody here uses it any more.
 *
 * @throws DataError BAD_CONNECTION, SERVER_UNREACHABLE, LOGIN_REFUSED and others of `connectError`
 */
export async function leaseClient(
  driver: PostgresDriver,
  connection: PostgresConnection,
  options: LeaseOptions,
): Promise<Lease> {
  if (typeof connection === 'object' && 'totalCount' in connection) return pooled(connection, options);
  if (typeof connection === 'object' && 'query' in connection) {
    return borrowed(connection as unknown as Client, options);
  }
  return opened(driver, connection, options);
}

async function opened(
  { pg }: PostgresDriver,
  connection: string | PostgresConfig,
  { where, secrets, signal }: LeaseOptions,
): Promise<Lease> {
  const given = typeof connection === 'string' ? { connectionString: connection } : connection;
  const client = made(() => {
    checkUrl(given.connectionString);
    const defaults = {
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      fallback_application_name: 'tidemark',
      keepAlive: true,
    };
    return new pg.Client({ ...defaults, ...given } as object);
  }, where);
  checkUse(client, where);
  client.on('error', () => {}); // what was running says so
  const stop = watchSignal(signal, () => client.connection.stream.destroy());
  try {
    await client.connect();
  } catch (error) {
    client.connection.stream.destroy();
    throwIfAborted(signal, where);
    secrets.add(client.password);
    const { host, port, database } = client;
    throw connectError(error, `${host}:${port}/${database ?? ''}`, secrets);
  } finally {
    stop();
  }
  secrets.add(client.password);
  return {
    client,
    async release(isBroken) {
      const cut = setTimeout(() => client.connection.stream.destroy(), isBroken ? 0 : GOODBYE_MS);
      await client.end().catch(() => {}); // it is gone, which is what was wanted
      clearTimeout(cut);
    },
  };
}

async function pooled(pool: PostgresPool, { where, secrets, signal }: LeaseOptions): Promise<Lease> {
  const waiting = (pool as unknown as { connect(): Promise<PoolClient> }).connect();
  let stop: (() => void) | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = watchSignal(signal, () => resolve(undefined));
  });
  let client: PoolClient | undefined;
  try {
    client = await Promise.race([waiting, aborted]);
  } catch (error) {
    throw connectError(error, where, secrets);
  } finally {
    stop?.();
  }
  if (client === undefined) {
    waiting.then((late) => late.release()).catch(() => {}); // nobody waits for it any more
    throwIfAborted(signal, where);
    throw new DataError('ABORTED', { what: 'reading was called off', where });
  }
  const leased = client;
  checkPooled(leased, where);
  const ignore = (): void => {};
  leased.on('error', ignore);
  const release = async (isBroken: boolean): Promise<void> => {
    if (!isBroken) leased.off('error', ignore);
    leased.release(isBroken);
  };
  return { client: leased, release };
}

function checkPooled(client: PoolClient, where: string): void {
  try {
    checkUse(client, where);
  } catch (error) {
    client.release();
    throw error;
  }
}

/** Who uses each client that is not ours: two transactions at once on one connection would be one. */
const users = new WeakMap<object, Promise<void>>();

async function borrowed(client: Client, { where }: LeaseOptions): Promise<Lease> {
  checkUse(client, where);
  if ((client as unknown as { readonly processID: number | null }).processID === null) {
    const fix = 'await client.connect() first, or give its configuration instead';
    throw new DataError('CONNECTION_CLOSED', { what: 'the client is not connected', where, fix });
  }
  const before = users.get(client);
  let leave = (): void => {};
  users.set(
    client,
    new Promise((resolve) => {
      leave = resolve;
    }),
  );
  await before;
  const ignore = (): void => {};
  client.on('error', ignore);
  const release = async (isBroken: boolean): Promise<void> => {
    if (!isBroken) client.off('error', ignore);
    leave();
  };
  return { client, release };
}

/** What `pg` makes of options that it cannot read may hold the options. */
function made(make: () => Client, where: string): Client {
  try {
    return make();
  } catch {
    const fix = 'write postgres://user@host:5432/database, with what is special in a password percent-encoded';
    throw new DataError('BAD_CONNECTION', { what: 'the connection cannot be read', where, fix });
  }
}

function checkUrl(url: string | undefined): void {
  if (url === undefined || /^(?:postgres(?:ql)?:\/\/|socket:|\/)/.test(url)) return;
  throw new Error('no connection string');
}

function checkUse(client: Client, where: string): void {
  const { connectionParameters } = client as unknown as { connectionParameters?: { query_timeout?: unknown } };
  if (!connectionParameters?.query_timeout) return;
  const what = 'the client has a query_timeout, after which it would forget a COPY that goes on';
  throw new DataError('BAD_CONNECTION', { what, where, fix: 'leave it out, and give { statementTimeoutMs }' });
}
