import { createServer, type AddressInfo } from 'node:net';
import { isTidemarkError } from '@tidemark/core-errors';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
// nx-ignore-next-line
import { cutProxy } from '../../../../testing/cut-proxy.mjs';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { postgresDesk } from '../../fixtures/postgres-desk.ts';
import { postgresSource, type PostgresSourceOptions } from './index.ts';

const PASSWORD = 'hunter2-é/@:%';
const MANY = 300_000;

/** All that an error tells, to a log or to whoever looks into it. */
function told(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const fields = Object.entries(error).map(([name, value]) => `${name}=${String(value)}`);
  return [error.message, error.stack, JSON.stringify(error), ...fields, told(error.cause)].join('\n');
}

await describeService('postgres', 'PostgreSQL that fails', (url) => {
  const { config, connection, application, schema } = postgresDesk(url, 'fault');
  const role = `${schema}_reader`;
  const server = new pg.Client(config);
  const source = (options: Partial<PostgresSourceOptions> = {}) =>
    postgresSource({
      connection,
      instrument: 'ES',
      timeframe: '1m',
      ...(options.sql === undefined && { schema, table: 'many' }),
      ...options,
    });
  const backends = async (): Promise<number[]> => {
    const found = await server.query('select pid from pg_stat_activity where application_name = $1', [application]);
    return (found.rows as { pid: number }[]).map(({ pid }) => pid);
  };
  const refusal = async (answer: Promise<unknown>): Promise<{ code: string; message: string }> => {
    const error: unknown = await answer.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!isTidemarkError(error)) throw new Error(`not refused as it should: ${String(error)}`, { cause: error });
    expect(told(error)).not.toMatch(/hunter2|postgres:\/\/me/);
    return error;
  };

  beforeAll(async () => {
    await server.connect();
    await server.query(`create schema ${schema}`);
    await server.query(`create table ${schema}.many as select timestamptz '2020-01-01' + i * interval '1 minute' as time,
      1::float8 as open, 1::float8 as high, 1::float8 as low, 1::float8 as close, 'x' as note from generate_series(1, ${MANY}) i`);
    await server.query(`alter table ${schema}.many add primary key (time)`);
    await server.query(`create table ${schema}."Bars" (like ${schema}.many)`);
    await server.query(`create role ${role} login; grant usage on schema ${schema} to ${role}`);
  });

  afterAll(async () => {
    await server.query(`drop schema ${schema} cascade; drop role ${role}`);
    await server.end();
  });

  /** Half of the rows come; then the server sleeps, with the rest of the copy still to send. */
  const stalling = `select time, case when time = timestamptz '2020-01-01' + ${MANY / 2} * interval '1 minute'
    then (pg_sleep(30) is null)::int::float8 else 1 end as open, high, low, close from ${schema}.many order by time`;
  const stalled = async (count: number): Promise<void> => {
    const asleep = async (): Promise<number> => {
      const text = `select from pg_stat_activity where application_name = $1 and wait_event = 'PgSleep' and query like 'COPY%'`;
      return (await server.query(text, [application])).rows.length;
    };
    await expect.poll(asleep, { interval: 10, timeout: 20_000 }).toBe(count);
  };
  /** A sleeping server does not see that its client is gone. */
  const wake = async (): Promise<void> => {
    for (const pid of await backends()) await server.query('select pg_terminate_backend($1)', [pid]);
  };

  it('is an error and no short series where the server ends the connection in the middle of the rows', async () => {
    const pool = new pg.Pool(connection);
    pool.on('error', () => {});
    const answers = [connection, pool].map((given) => refusal(source({ sql: stalling, connection: given }).bars()));
    await stalled(2);
    await wake();
    for (const error of await Promise.all(answers)) expect(error).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(pool.totalCount).toBe(0);
    await pool.end();
  });

  it('is an error and no short series where the wire is cut in the middle of the rows', async () => {
    const proxy = await cutProxy(url);
    const through = { ...connection, host: '127.0.0.1', port: proxy.port };
    const pool = new pg.Pool(through);
    pool.on('error', () => {});
    const answers = [through, pool].map((given) => refusal(source({ sql: stalling, connection: given }).bars()));
    await stalled(2);
    proxy.cut();
    for (const error of await Promise.all(answers)) expect(error).toMatchObject({ code: 'CONNECTION_LOST' });
    expect(pool.totalCount).toBe(0);
    await pool.end();
    await proxy.close();
    await wake();
  });

  it.each([0, 5, 10, 20, 40])('is an error wherever else the wire is cut (after %i ms)', async (delay) => {
    const proxy = await cutProxy(url);
    const through = { ...connection, host: '127.0.0.1', port: proxy.port };
    const answer = refusal(source({ sql: stalling, connection: through }).bars());
    await new Promise((resolve) => setTimeout(resolve, delay));
    proxy.refuse(true);
    expect(['CONNECTION_LOST', 'SERVER_UNREACHABLE']).toContain((await answer).code);
    await proxy.close();
    await wake();
  });

  it('cancels the statement when it is aborted, and gives the connection back in order', async () => {
    const own = new pg.Client(connection);
    const pool = new pg.Pool({ ...connection, max: 1 });
    await own.connect();
    for (const given of [connection, own, pool]) {
      const stop = new AbortController();
      const reason = new Error('enough');
      const outcome = source({ sql: stalling, connection: given })
        .bars({ signal: stop.signal })
        .catch((error: unknown) => error);
      await stalled(1);
      stop.abort(reason);
      expect(await outcome).toBe(reason);
      await stalled(0);
    }
    const alive = [await own.query('select 1 as one'), await pool.query('select 1 as one')];
    expect(alive.map(({ rows }) => rows as unknown)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    await own.end();
    await pool.end();
  });

  it('gives up a line that is dead when it is aborted', async () => {
    const proxy = await cutProxy(url);
    const through = { ...connection, host: '127.0.0.1', port: proxy.port };
    const stop = new AbortController();
    const reason = new Error('enough');
    const outcome = source({ sql: stalling, connection: through })
      .bars({ signal: stop.signal })
      .catch((error: unknown) => error);
    await stalled(1);
    proxy.freeze(true);
    stop.abort(reason);
    expect(await outcome).toBe(reason);
    await proxy.close();
    await wake();
  });

  it('stops waiting for a server that does not answer, and for a pool that has no client left', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const there = { host: '127.0.0.1', port: (silent.address() as AddressInfo).port, user: 'x', password: PASSWORD };
    const late = await refusal(source({ connection: { ...there, connectionTimeoutMillis: 50 } }).bars());
    expect(late.code).toBe('SERVER_UNREACHABLE');
    const pool = new pg.Pool({ ...connection, max: 1 });
    const taken = await pool.connect();
    for (const given of [there, pool]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(new Error('enough')), 50);
      await expect(source({ connection: given }).bars({ signal: stop.signal })).rejects.toThrow('enough');
    }
    taken.release();
    await pool.end();
    silent.close();
  });

  it.each([
    [
      'a database that is not there',
      { connection: { ...config, database: 'no_such', password: PASSWORD } },
      'MISSING_DATABASE',
      /no_such/,
    ],
    [
      'a user that is not there',
      { connection: { ...config, user: 'no_such', password: PASSWORD } },
      'LOGIN_REFUSED',
      /no_such/,
    ],
    [
      'a port where nobody listens',
      { connection: `postgres://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/test` },
      'SERVER_UNREACHABLE',
      /ECONNREFUSED/,
    ],
    [
      'a host that nobody knows',
      { connection: { host: 'no-such.invalid', user: 'me', password: PASSWORD } },
      'SERVER_UNREACHABLE',
      /no-such\.invalid/,
    ],
    ['a password that was not encoded', { connection: `postgres://me:${PASSWORD}@127.0.0.1:1/test` }, '', /./],
    ['what is no connection string', { connection: PASSWORD }, 'BAD_CONNECTION', /percent-encoded/],
    [
      'a client that would forget its COPY',
      { connection: `${url}?query_timeout=5` },
      'BAD_CONNECTION',
      /query_timeout/,
    ],
    ['a client that is not connected', { connection: new pg.Client(config) }, 'CONNECTION_CLOSED', /connect\(\)/],
    ['a misspelt table', { table: 'mnay' }, 'MISSING_TABLE', /table: 'many'/],
    ['a table in other capitals', { table: 'bars' }, 'MISSING_TABLE', /table: 'Bars'/],
    [
      'a table with its schema in one',
      { schema: undefined, table: `${schema}.many` },
      'MISSING_TABLE',
      /table: 'many'/,
    ],
    ['a schema that is not there', { schema: 'no_such' }, 'MISSING_TABLE', /schema: 'tidemark_/],
    ['a misspelt column', { columns: { close: 'clsoe' } }, 'MISSING_COLUMN', /did you mean close/],
    ['a misspelt further column', { extra: ['opne'] }, 'MISSING_COLUMN', /did you mean open/],
    ['a misspelt column to filter by', { where: { nite: 'x' } }, 'MISSING_COLUMN', /did you mean note/],
    ['a column of text', { extra: ['note'] }, 'COLUMN_TYPE', /note::float8/],
    ['a table that is not granted', { connection: { ...config, user: role } }, 'PERMISSION_DENIED', /many/],
    [
      'a statement that takes too long',
      {
        sql: 'select now() as time, 1 as open, 1 as high, 1 as low, 1 as close from pg_sleep(9)',
        statementTimeoutMs: 30,
      },
      'STATEMENT_CANCELLED',
      /timeout/,
    ],
    ['a statement that is none', { sql: 'selct 1' }, 'BAD_STATEMENT', /syntax/],
    ['an unknown table in a statement', { sql: 'select * from no_such' }, 'MISSING_TABLE', /no_such/],
    [
      'a statement that fails on the way',
      {
        sql: `select time, 1 / (extract(epoch from time)::int8 - 1577936400) as open, 1 as high, 1 as low, 1 as close from ${schema}.many`,
      },
      'STATEMENT_FAILED',
      /division by zero/,
    ],
    ['a parameter too few', { sql: 'select $1::int, $2::int', params: [1] }, 'BAD_PARAMETER', /2 parameters, 1/],
    [
      'a parameter that is no date',
      { sql: 'select $1::date', params: [new Date(NaN)] },
      'BAD_PARAMETER',
      /params\[0\]/,
    ],
    [
      'a parameter of another type',
      { sql: `select * from ${schema}.many where open = $1`, params: ['x'] },
      'BAD_PARAMETER',
      /double precision/,
    ],
  ] as const)('tells of %s by a code, and nothing secret', async (_, options, code, message) => {
    const error = await refusal(source(options).bars());
    expect(error.message).toMatch(message);
    expect(code === '' ? '' : error.code).toBe(code);
  });

  it('tells of a wrong password without telling it', async () => {
    // The server of the tests trusts everybody: this one asks for a password and refuses it, repeating it.
    const refusing = createServer((socket) => {
      socket.once('data', () => {
        socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
        socket.once('data', () => {
          const text = Buffer.from(`SFATAL\0C28P01\0Mpassword ${PASSWORD} failed\0\0`);
          const head = Buffer.alloc(5);
          head.write('E');
          head.writeInt32BE(text.length + 4, 1);
          socket.end(Buffer.concat([head, text]));
        });
      });
    });
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    const to = { host: '127.0.0.1', port: (refusing.address() as AddressInfo).port, user: 'me' };
    const wrong = await refusal(source({ connection: { ...to, password: async () => PASSWORD } }).bars());
    expect(wrong).toMatchObject({
      code: 'LOGIN_REFUSED',
      message: expect.stringContaining('password *** failed') as string,
    });
    refusing.close();
  });

  it('tells of a server that knows no TLS', async () => {
    const plain = createServer((socket) => {
      socket.once('data', () => socket.end('N'));
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const to = { host: '127.0.0.1', port: (plain.address() as AddressInfo).port, user: 'me', ssl: true };
    expect(await refusal(source({ connection: to }).bars())).toMatchObject({ code: 'TLS_FAILED' });
    plain.close();
  });

  it('never leaves a connection behind', async () => {
    await expect.poll(backends, { timeout: 5_000 }).toEqual([]);
  });
});
