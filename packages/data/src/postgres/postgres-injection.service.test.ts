import { randomUUID } from 'node:crypto';
import { isTidemarkError } from '@tidemark/core-errors';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { postgresSource, type PostgresSourceOptions } from './index.ts';

await describeService('postgres', 'texts that would be statements', (url) => {
  const { hostname: host, port, username, password, pathname } = new URL(url);
  const connection = {
    host,
    port: Number(port),
    user: username === '' ? 'postgres' : username,
    ...(password !== '' && { password }),
    database: pathname.length < 2 ? 'test' : pathname.slice(1),
  };
  const schema = `tidemark_${randomUUID().slice(0, 8)}`;
  const server = new pg.Client(connection);
  const source = (options: Partial<PostgresSourceOptions>) =>
    postgresSource({ connection, instrument: 'ES', timeframe: '1m', ...options });
  const victims = async (): Promise<number> => {
    const { rows } = await server.query(`select count(*)::int as n from ${schema}.victim`);
    return (rows as { n: number }[])[0]!.n;
  };
  const attacks = [
    `'; delete from ${schema}.victim; --`,
    `"; delete from ${schema}.victim; --`,
    `\\'; delete from ${schema}.victim; --`,
    `x" where true); delete from ${schema}.victim; commit; --`,
    `') ; commit; delete from ${schema}.victim; begin; --`,
    `$$; delete from ${schema}.victim; $$`,
    `$1); commit; delete from ${schema}.victim; --`,
    `ʼ＇; delete from ${schema}.victim; --`,
    `a\0'; delete from ${schema}.victim; --`,
    `*/ '; delete from ${schema}.victim; /*`,
    `%s %I %L {0}`,
  ];

  beforeAll(async () => {
    await server.connect();
    await server.query(`create schema ${schema}`);
    await server.query(`create table ${schema}.victim (time timestamptz primary key, open float8, high float8, low float8,
      close float8, symbol text)`);
    await server.query(
      `insert into ${schema}.victim select now() + i * interval '1 minute', 1, 1, 1, 1, 'ES' from generate_series(1, 5) i`,
    );
  });

  afterAll(async () => {
    await server.query(`drop schema ${schema} cascade`);
    await server.end();
  });

  const table = { table: 'victim', schema };
  const sql = `select * from ${schema}.victim where symbol = $1 or 'it''s $1' = $2`;
  const ways: readonly (readonly [string, (text: string) => Partial<PostgresSourceOptions>])[] = [
    ['a table', (text) => ({ table: text })],
    ['a schema', (text) => ({ table: 'victim', schema: text })],
    ['a column', (text) => ({ ...table, columns: { close: text } })],
    ['a further column', (text) => ({ ...table, extra: [text] })],
    ['a column to filter by', (text) => ({ ...table, where: { [text]: 1 } })],
    ['a value to filter by', (text) => ({ ...table, where: { symbol: text } })],
    ['a column that orders', (text) => ({ ...table, tieBreak: text, duplicates: 'last' })],
    ['a parameter', (text) => ({ sql, params: [text, 'x'] })],
    [
      'an array of parameters',
      (text) => ({ sql: `select * from ${schema}.victim where symbol = any($1)`, params: [[text]] }),
    ],
    ['an instrument', (text) => ({ ...table, instrument: text })],
    ['a name', (text) => ({ ...table, name: text })],
    ['a statement that holds several', (text) => ({ sql: `select * from ${schema}.victim where symbol = ${text}` })],
  ];

  it.each(ways)('are texts as %s, whatever the session makes of backslashes', async (_, options) => {
    const uncoded: Error[] = [];
    for (const settings of [
      '-c standard_conforming_strings=on',
      '-c standard_conforming_strings=off -c backslash_quote=on',
    ]) {
      const session = { ...connection, options: settings };
      for (const attack of attacks) {
        const reading = async (): Promise<unknown> => source({ connection: session, ...options(attack) }).bars();
        const outcome = await reading().catch((error: unknown) => error);
        if (outcome instanceof Error && !isTidemarkError(outcome)) uncoded.push(outcome);
      }
    }
    expect([await victims(), uncoded]).toEqual([5, []]);
  });

  it('arrive as parameters as they were sent, in both kinds of session and beside every kind of quote', async () => {
    const text = fc
      .oneof(
        fc.string(),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(...attacks, "'", '\\', "\\'", '$1', "E'\\''"),
      )
      .filter((value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value));
    const quoting = String.raw`select now() as time, 1 as open, 1 as high, 1 as low, 1 as close, ascii($1) as first, length($1) as length,
      octet_length($1) as bytes, length(E'\'$1' || '\' || "x$1" || $q$ $1 ' $q$ /* ' $1 /* */ */) as quoted from (select 'y' as "x$1") as t -- $1 '`;
    for (const scs of ['on', 'off']) {
      const client = new pg.Client({ ...connection, options: `-c standard_conforming_strings=${scs}` });
      await client.connect();
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          const extra = ['first', 'length', 'bytes', 'quoted'];
          const { data } = await source({ connection: client, sql: quoting, params: [value], extra }).bars();
          const read = extra.map((name) => data.extra[name]![0]);
          expect(read).toEqual([value.codePointAt(0) ?? 0, Array.from(value).length, Buffer.byteLength(value), 11]);
        }),
        { numRuns: 60 },
      );
      await client.end();
    }
  });

  it('cannot write, not even in a statement of the caller', async () => {
    const writing = `with gone as (delete from ${schema}.victim returning *) select * from gone`;
    const calling = `select * from ${schema}.victim, lateral (select set_config('transaction_read_only', 'off', false)) as x`;
    await server.query(
      `create function ${schema}.wipe() returns int language sql as 'delete from ${schema}.victim returning 1'`,
    );
    await expect(source({ sql: writing }).bars()).rejects.toMatchObject({ code: 'STATEMENT_FAILED' });
    const wiping = `select v.* from ${schema}.victim v where ${schema}.wipe() = 1`;
    await expect(source({ sql: wiping }).bars()).rejects.toMatchObject({ code: 'STATEMENT_WRITES' });
    await source({ sql: calling })
      .bars()
      .catch(() => {});
    expect(await victims()).toBe(5);
  });
});
