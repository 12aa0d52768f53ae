import { randomUUID } from 'node:crypto';
import { barSeries, fingerprint, type BarSeries } from '@tidemark/core-market';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
// nx-ignore-next-line
import { cutProxy } from '../../../../testing/cut-proxy.mjs';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { postgresDesk } from '../../fixtures/postgres-desk.ts';
import { checkDataSource } from '../testing/index.ts';
import { postgresSource, writePostgres, type WritePostgresOptions } from './index.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 2, 14, 30);

/** Bars of one price each, from minute `first` on. */
function barsOf(prices: readonly number[], first = 0): BarSeries {
  const price = Float64Array.from(prices);
  const time = Float64Array.from(prices, (_, i) => START + (first + i) * MINUTE);
  const columns = { time, open: price, high: price, low: price, close: price, volume: price.map((p) => p * 10) };
  return barSeries(columns, { instrument: 'ES', timeframe: '1m' });
}

await describeService('postgres', 'bars into PostgreSQL', (url) => {
  const { config, connection, application, schema } = postgresDesk(url, 'write');
  const server = new pg.Client(config);
  const write = (bars: BarSeries, options: Partial<WritePostgresOptions> & { table: string }) =>
    writePostgres(bars, { connection, schema, ...options });
  const read = async (table: string, options: object = {}): Promise<BarSeries> => {
    const source = postgresSource({ connection, schema, table, instrument: 'ES', timeframe: '1m', ...options });
    return (await source.bars()).data;
  };

  beforeAll(async () => {
    await server.connect();
    await server.query(`create schema ${schema}`);
  });

  afterAll(async () => {
    await server.query(`drop schema ${schema} cascade`);
    await server.end();
  });

  it('makes a table that keeps the contract of a source', async () => {
    expect(await write(barsOf([1, 2, 3, 4]), { table: 'made', create: true })).toEqual({ inserted: 4, replaced: 0 });
    await checkDataSource(postgresSource({ connection, schema, table: 'made', instrument: 'ES' }));
    const { rows } = await server.query(
      `select column_name || ' ' || data_type || ' ' || is_nullable as column from information_schema.columns
        where table_schema = $1 and table_name = 'made' order by ordinal_position`,
      [schema],
    );
    const needed = ['open', 'high', 'low', 'close'].map((name) => `${name} double precision NO`);
    const all = ['time timestamp with time zone NO', ...needed, 'volume double precision YES'];
    expect(rows).toEqual(all.map((column) => ({ column })));
  });

  it('gives back every bar to the bit', async () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const edge = fc.constantFrom(-0, 5e-324, -5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, 0.1, 1 / 3);
    const price = fc.oneof(finite, edge);
    const bar = fc.record({
      ohlc: fc.tuple(price, price, price, price),
      volume: fc.option(fc.oneof(finite, edge).map(Math.abs), { nil: NaN }),
      extra: fc.oneof(fc.double(), edge),
    });
    const times = fc.uniqueArray(fc.integer({ min: -62_000_000_000_000_000, max: 4_000_000_000_000_000 }), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(times, fc.array(bar, { minLength: 30, maxLength: 30 }), async (microseconds, bars) => {
        const time = Float64Array.from(
          new Set(
            microseconds.map(
              (us) =>
                (Number.isSafeInteger(us) ? us : Math.round(us / 1e6) * 1000) / (Number.isSafeInteger(us) ? 1000 : 1),
            ),
          ),
        ).sort();
        const of = (pick: (one: (typeof bars)[number]) => number): Float64Array =>
          Float64Array.from(time, (_, i) => pick(bars[i]!));
        const written = barSeries(
          {
            time,
            open: of(({ ohlc }) => ohlc[0]),
            high: of(({ ohlc }) => Math.max(...ohlc)),
            low: of(({ ohlc }) => Math.min(...ohlc)),
            close: of(({ ohlc }) => ohlc[3]),
            volume: of(({ volume }) => volume),
            closeTime: time.map((moment, i) => Math.min(Math.floor(moment) + 1, time[i + 1] ?? Infinity)),
            extra: { 'open "interest"': of(({ extra }) => extra) },
          },
          { instrument: 'ES', timeframe: 'irregular' },
        );
        const table = `bits_${randomUUID().slice(0, 8)}`;
        await write(written, { table, create: true });
        const back = await read(table, { timeframe: 'irregular', extra: ['open "interest"'] });
        const bits = ({ time: t, open, high, low, close, volume, closeTime, extra }: BarSeries): number[][] =>
          [t, open, high, low, close, volume, closeTime!, extra['open "interest"']!].map((column) => [...column]);
        expect(bits(back)).toEqual(bits(written));
        await server.query(`drop table ${schema}.${table}`);
      }),
      { numRuns: 25 },
    );
  });

  it('writes nothing where one of the times has a row', async () => {
    await write(barsOf([1, 2, 3]), { table: 'kept', create: true });
    const before = fingerprint(await read('kept'));
    const refused = write(barsOf([9, 9, 9], 2), { table: 'kept' });
    await expect(refused).rejects.toMatchObject({
      code: 'ROWS_EXIST',
      message: expect.stringContaining('upsert') as string,
    });
    expect(fingerprint(await read('kept'))).toBe(before);
  });

  it('overwrites rows of the same times, and counts them', async () => {
    await write(barsOf([1, 2, 3]), { table: 'merged', create: true });
    const written = await write(barsOf([7, 8, 9], 2), { table: 'merged', mode: 'upsert' });
    expect(written).toEqual({ inserted: 2, replaced: 1 });
    expect([...(await read('merged')).close]).toEqual([1, 2, 7, 8, 9]);
  });

  it('replaces what lies between the first bar and the last', async () => {
    await write(barsOf([1, 2, 3, 4, 5]), { table: 'spanned', create: true });
    const sparse = barsOf([7, 8, 9], 1);
    const two = barSeries(
      Object.fromEntries(
        (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map((name) => [
          name,
          sparse[name].filter((_, i) => i !== 1),
        ]),
      ) as unknown as BarSeries,
      { instrument: 'ES', timeframe: '1m' },
    );
    expect(await write(two, { table: 'spanned', mode: 'replace' })).toEqual({ inserted: 0, replaced: 3 });
    expect([...(await read('spanned')).close]).toEqual([1, 7, 9, 5]);
  });

  it.each(['refuse', 'upsert', 'replace'] as const)('keeps instruments of one table apart (%s)', async (mode) => {
    const table = `shared_${mode}`;
    const symbols = ['ES', 'O\'N\\"', 'é$1'];
    for (const symbol of symbols) {
      const written = await write(barsOf([1, 2, symbol.length]), {
        table,
        create: true,
        mode,
        where: { symbol, venue: 7, live: true },
      });
      expect(written).toEqual({ inserted: 3, replaced: 0 });
    }
    for (const symbol of symbols) expect((await read(table, { where: { symbol } })).close[2]).toBe(symbol.length);
    const again = write(barsOf([5, 6]), { table, mode, where: { symbol: 'ES', venue: 7, live: true } });
    const outcome = await again.catch((error: unknown) => (error as { code: string }).code);
    expect(outcome).toEqual(mode === 'refuse' ? 'ROWS_EXIST' : { inserted: 0, replaced: 2 });
    expect((await read(table, { where: { symbol: 'é$1' } })).close[0]).toBe(1);
  });

  it('writes nothing of no bars', async () => {
    const none = barsOf([]);
    expect(await write(none, { table: 'empty', create: true, mode: 'replace' })).toEqual({ inserted: 0, replaced: 0 });
  });

  it.each([
    ['a table that is not there', 'no_such', '', {}, 'MISSING_TABLE'],
    [
      'a price that would be rounded',
      'rounded',
      'time timestamptz primary key, open real, high real, low real, close real, volume real',
      {},
      'COLUMN_TYPE',
    ],
    [
      'a time that has no zone',
      'zoneless',
      'time timestamp primary key, open float8, high float8, low float8, close float8, volume float8',
      {},
      'COLUMN_TYPE',
    ],
    [
      'a column too few',
      'short',
      'time timestamptz primary key, open float8, high float8, low float8, close float8',
      {},
      'MISSING_COLUMN',
    ],
    [
      'a time that could occur twice',
      'loose',
      'time timestamptz, open float8, high float8, low float8, close float8, volume float8',
      {},
      'NO_UNIQUE_TIME',
    ],
    [
      'a key of one symbol only',
      'single',
      'time timestamptz primary key, symbol text, open float8, high float8, low float8, close float8, volume float8',
      { where: { symbol: 'ES' } },
      'NO_UNIQUE_TIME',
    ],
    [
      'a check that fails',
      'checked',
      'time timestamptz primary key, open float8, high float8, low float8, close float8 check (close < 3), volume float8',
      {},
      'STATEMENT_FAILED',
    ],
    [
      'a trigger that keeps rows out',
      'filtered',
      'time timestamptz primary key, open float8, high float8, low float8, close float8, volume float8',
      {},
      'INCOMPLETE_COPY',
    ],
    [
      'two columns of one name',
      'doubled',
      'time timestamptz primary key',
      { columns: { open: 'close' } },
      'DUPLICATE_COLUMN',
    ],
    ['a misspelt option', 'x', 'time timestamptz', { moed: 'upsert' }, 'BAD_OPTION'],
  ])('refuses %s, and leaves nothing behind', async (_, table, columns, options, code) => {
    if (columns !== '') await server.query(`create table ${schema}.${table} (${columns})`);
    await server.query(`create or replace function ${schema}.skip() returns trigger language plpgsql as $$ begin
      if new.close > 2 then return null; end if; return new; end $$`);
    if (table === 'filtered') {
      await server.query(
        `create trigger skip before insert on ${schema}.filtered for each row execute function ${schema}.skip()`,
      );
    }
    await expect(write(barsOf([1, 2, 3]), { table, ...options })).rejects.toMatchObject({ code });
    if (columns === '') return;
    const { rows } = await server.query(`select from ${schema}.${table}`);
    expect(rows).toHaveLength(0);
  });

  it('refuses a time that the server would round', async () => {
    const bars = barsOf([1, 2, 3]);
    bars.time[0]! += 0.000_3;
    await expect(write(bars, { table: 'made' })).rejects.toMatchObject({ code: 'TIME_NOT_EXACT' });
  });

  it('refuses bars that are none, as a series does', async () => {
    const bars = barsOf([1, 2, 3]);
    bars.high[1] = Infinity;
    await expect(write(bars, { table: 'made' })).rejects.toMatchObject({ code: 'NAN_PRICE' });
  });

  /** A table with one bar in which the server falls asleep at the thousandth. */
  const stalling = async (table: string): Promise<BarSeries> => {
    await write(barsOf([1]), { table, create: true });
    await server.query(`create or replace function ${schema}.stall() returns trigger language plpgsql as $$ begin
      if new.close = 1000 then perform pg_sleep(30); end if; return new; end $$`);
    await server.query(
      `create trigger stall before insert on ${schema}.${table} for each row execute function ${schema}.stall()`,
    );
    return barsOf(
      Array.from({ length: 40_000 }, (_, i) => i + 1),
      1,
    );
  };
  const asleep = async (): Promise<number[]> => {
    const text = `select pid from pg_stat_activity where application_name = $1 and wait_event = 'PgSleep'`;
    return (await server.query(text, [application])).rows.map((row: { pid: number }) => row.pid);
  };

  it.each(['refuse', 'upsert', 'replace'] as const)(
    'writes all or nothing where the wire is cut (%s)',
    async (mode) => {
      const table = `cut_${mode}`;
      const bars = await stalling(table);
      const proxy = await cutProxy(url);
      const through = { ...connection, host: '127.0.0.1', port: proxy.port };
      const outcome = write(bars, { table, mode, connection: through }).catch((error: unknown) => error);
      await expect.poll(asleep, { timeout: 20_000 }).toHaveLength(1);
      proxy.cut();
      expect(await outcome).toMatchObject({ code: 'CONNECTION_LOST' });
      await proxy.close();
      for (const pid of await asleep()) await server.query('select pg_terminate_backend($1)', [pid]);
      const { rows } = await server.query(`select from ${schema}.${table}`);
      expect(rows).toHaveLength(1);
    },
  );

  it.each(['refuse', 'upsert'] as const)('stops when it is aborted, and gives the client back (%s)', async (mode) => {
    const own = new pg.Client(connection);
    await own.connect();
    const table = `aborted_${mode}`;
    const bars = await stalling(table);
    const stop = new AbortController();
    const reason = new Error('enough');
    const outcome = write(bars, { table, mode, connection: own, signal: stop.signal }).catch((error: unknown) => error);
    await expect.poll(asleep, { timeout: 20_000 }).toHaveLength(1);
    stop.abort(reason);
    expect(await outcome).toBe(reason);
    const { rows } = await own.query(`select from ${schema}.${table}`);
    expect(rows).toHaveLength(1);
    await own.end();
  });

  it('lets two writers at once, one after the other', async () => {
    await write(barsOf([1]), { table: 'busy', create: true });
    const both = [barsOf([2, 3, 4]), barsOf([5, 6, 7], 1)].map((bars) =>
      write(bars, { table: 'busy', mode: 'upsert' }),
    );
    const counts = await Promise.all(both);
    const sum = (name: 'inserted' | 'replaced'): number => counts.reduce((total, one) => total + one[name], 0);
    expect([sum('inserted'), sum('replaced')]).toEqual([3, 3]);
  });

  it('leaves no connection behind', async () => {
    const open = async (): Promise<number> => {
      const { rows } = await server.query('select from pg_stat_activity where application_name = $1', [application]);
      return rows.length;
    };
    await expect.poll(open, { timeout: 5_000 }).toBe(0);
  });
});
