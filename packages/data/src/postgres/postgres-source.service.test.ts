import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fingerprint } from '@tidemark/core-market';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { postgresDesk } from '../../fixtures/postgres-desk.ts';
import { checkDataSource } from '../testing/index.ts';
import { postgresSource, type PostgresSourceOptions } from './index.ts';

const MINUTE = 60_000;
const START = Date.UTC(2024, 0, 2, 14, 30);

await describeService('postgres', 'bars from PostgreSQL', (url) => {
  const { config, connection, application, schema } = postgresDesk(url, 'read');
  const server = new pg.Client(config);
  const at = (i: number): string => new Date(START + i * MINUTE).toISOString();
  const source = (options: Partial<PostgresSourceOptions>) =>
    postgresSource({ connection, instrument: 'ES', ...(options.sql === undefined && { schema }), ...options });
  /** A table of five minutes with columns of these types; the fourth price may be set. */
  const table = async (
    name: string,
    types: { time?: string; price?: string; volume?: string } = {},
  ): Promise<string> => {
    const { time = 'timestamptz primary key', price = 'float8', volume = 'float8' } = types;
    const columns = `ts ${time}, open ${price}, high ${price}, low ${price}, close ${price}, volume ${volume}`;
    await server.query(`create table ${schema}.${name} (${columns})`);
    return name;
  };
  const fill = async (name: string, rows: readonly string[]): Promise<void> => {
    await server.query(`insert into ${schema}.${name} values ${rows.map((row) => `(${row})`).join(', ')}`);
  };
  const five = (times: (i: number) => string): string[] =>
    [0, 1, 2, 3, 4].map((i) => `${times(i)}, ${i + 1}.25, ${i + 3}.5, ${i}.125, ${i + 2}, ${i * 100}`);

  beforeAll(async () => {
    await server.connect();
    await server.query(`set timezone to 'UTC'; create schema ${schema}`);
    await fill(
      await table('five'),
      five((i) => `'${at(i)}'`),
    );
  });

  afterAll(async () => {
    await server.query(`drop schema ${schema} cascade`);
    await server.end();
  });

  it('reads a table in the order of time, with a report', async () => {
    const { data, report } = await source({ table: 'five' }).bars();
    expect(data).toMatchObject({ symbol: 'ES', timeframe: '1m', length: 5, adjustment: 'none' });
    expect([...data.time]).toEqual([0, 1, 2, 3, 4].map((i) => START + i * MINUTE));
    expect([...data.open]).toEqual([1.25, 2.25, 3.25, 4.25, 5.25]);
    expect([...data.volume]).toEqual([0, 100, 200, 300, 400]);
    expect(report).toMatchObject({ source: `${schema}.five`, rows: 5, bars: 5, from: START });
  });

  it('keeps the contract of a source, by a table, a view, a statement and a partitioned table', async () => {
    await server.query(`create view ${schema}.seen as select * from ${schema}.five`);
    await server.query(`create table ${schema}.parted (like ${schema}.five) partition by range (ts)`);
    await server.query(`create table ${schema}.part partition of ${schema}.parted default`);
    await server.query(`insert into ${schema}.parted select * from ${schema}.five`);
    const sources = [
      ...['five', 'seen', 'parted'].map((name) => source({ table: name })),
      source({ sql: `select * from ${schema}.five; `, name: 'mine' }),
      source({ table: 'five', timeframe: '1m', countOutside: false }),
    ];
    for (const one of sources) await expect(checkDataSource(one)).resolves.toBeUndefined();
  });

  it('counts the rows outside of a range, and can leave that be', async () => {
    const range = { from: START + MINUTE, to: START + 3 * MINUTE };
    const outside = expect.objectContaining({ code: 'OUTSIDE_RANGE', count: 3 }) as unknown;
    const { data, report } = await source({ table: 'five' }).bars(range);
    expect([data.length, report.rows]).toEqual([2, 2]);
    expect(report.findings).toContainEqual(outside);
    const silent = await source({ table: 'five', countOutside: false }).bars(range);
    expect(silent.report.findings).not.toContainEqual(outside);
    expect(fingerprint(silent.data)).toBe(fingerprint(data));
  });

  it('takes bounds between microseconds exactly', async () => {
    const odd = await table('odd');
    await fill(odd, [`'2024-01-02 14:30:00.000001Z', 1, 1, 1, 1, 1`, `'2024-01-02 14:31:00.000001Z', 1, 1, 1, 1, 1`]);
    const times = async (from: number): Promise<number> =>
      (await source({ table: odd, timeframe: '1m' }).bars({ from })).data.length;
    expect([await times(START), await times(START + 0.001), await times(START + 0.0015)]).toEqual([2, 2, 1]);
  });

  it.each([
    ['real', 'real', 'int2'],
    ['numeric', 'numeric(20, 10)', 'int4'],
    ['integer', 'int4', 'int8'],
    ['bigint', 'int8', 'numeric'],
  ])('reads prices of type %s as the server would convert them', async (name, price, volume) => {
    const typed = await table(`typed_${name}`, { price, volume });
    await fill(
      typed,
      five((i) => `'${at(i)}'`),
    );
    const { data } = await source({ table: typed }).bars();
    const cast = await server.query(
      `select open::float8, low::float8, volume::float8 from ${schema}.${typed} order by ts`,
    );
    const rows = cast.rows as { open: number; low: number; volume: number }[];
    expect([...data.open]).toEqual(rows.map(({ open }) => open));
    expect([...data.low]).toEqual(rows.map(({ low }) => low));
    expect([...data.volume]).toEqual(rows.map(({ volume: traded }) => traded));
  });

  it('reads random numeric values as the server rounds them to doubles', async () => {
    const decimals = `select (random() * power(10, (random() * 60 - 30)::int))::numeric * (random() * 1e9)::int8 as x from generate_series(1, 2000)`;
    const sql = `with drawn as materialized (${decimals}), numbered as (select row_number() over () as i, x from drawn)
      select timestamptz '2024-01-01' + i * interval '1 minute' as time, 1 as open, 1 as high, 1 as low, 1 as close,
        x as decimal, x::float8 as nearest from numbered`;
    const { data } = await source({ sql, extra: ['decimal', 'nearest'] }).bars();
    expect(data.length).toBe(2000);
    expect([...data.extra.decimal!]).toEqual([...data.extra.nearest!]);
  });

  it.each([
    ['timestamp', "timestamp '2024-01-02 14:30' + i * interval '1 minute'", {}, START, MINUTE],
    ['date', "date '2024-01-02' + i", {}, Date.UTC(2024, 0, 2), 1440 * MINUTE],
    ['seconds', '1704205800 + i * 60', { timeUnit: 's' }, START, MINUTE],
    ['milliseconds', '1704205800000 + i * 60000.0', { timeUnit: 'ms' }, START, MINUTE],
    ['microseconds', '1704205800000000 + i * 60000000', { timeUnit: 'us' }, START, MINUTE],
    ['nanoseconds', '1704205800000000000 + i * 60000000000', { timeUnit: 'ns' }, START, MINUTE],
    [
      'a zone',
      "timestamp '2024-01-02 09:30' + i * interval '1 minute'",
      { timeZone: 'America/New_York' },
      START,
      MINUTE,
    ],
  ] as const)('reads times as %s, and ranges of them', async (_, time, options, first, step) => {
    const sql = `select ${time} as time, 1 as open, 1 as high, 1 as low, 1 as close, i::float8 as v from generate_series(0, 4) i`;
    const bars = source({ sql, ...options });
    const all = await bars.bars();
    expect([...all.data.time]).toEqual([0, 1, 2, 3, 4].map((i) => first + i * step));
    const part = await bars.bars({ from: first + step, to: first + 3 * step });
    expect([...part.data.volume]).toEqual([1, 2]);
    expect(part.report.findings).toContainEqual(expect.objectContaining({ code: 'OUTSIDE_RANGE', count: 3 }));
    await checkDataSource(bars);
  });

  it.each([
    [
      'an ambiguous local time',
      "timestamp '2024-11-03 01:30'",
      { timeZone: 'America/New_York' },
      'AMBIGUOUS_LOCAL_TIME',
    ],
    [
      'a local time that is none',
      "timestamp '2024-03-10 02:30'",
      { timeZone: 'America/New_York' },
      'NONEXISTENT_LOCAL_TIME',
    ],
    ['a number without a unit', '5', {}, 'BAD_OPTION'],
    ['a zone for a moment', 'now()', { timeZone: 'Asia/Kolkata' }, 'BAD_OPTION'],
    ['an infinite time', "timestamptz 'infinity'", {}, 'BAD_TIME'],
    ['no time', 'null::timestamptz', {}, 'BAD_TIME'],
  ] as const)('refuses %s', async (_, time, options, code) => {
    const sql = `select ${time} as time, 1 as open, 1 as high, 1 as low, 1 as close`;
    const answer = source({ sql, timeframe: '1h', ...options }).bars();
    await expect(answer).rejects.toMatchObject({ code });
  });

  it('refuses a row without a time also where a range would leave it out', async () => {
    const sql = `select null::timestamptz as time, 1 as open, 1 as high, 1 as low, 1 as close`;
    await expect(source({ sql, timeframe: '1h' }).bars({ from: 0 })).rejects.toMatchObject({ code: 'BAD_TIME' });
  });

  it('resolves an ambiguous local time as asked, and says so', async () => {
    const sql = `select timestamp '2024-11-03 01:30' as time, 1 as open, 1 as high, 1 as low, 1 as close`;
    const zoned = { sql, timeframe: '1h', timeZone: 'America/New_York', ambiguousTime: 'later' } as const;
    const { data, report } = await source(zoned).bars();
    expect(data.time[0]).toBe(Date.UTC(2024, 10, 3, 6, 30));
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'LOCAL_TIME_RESOLVED', count: 1 }));
  });

  it('refuses local times that are not in order once they are UTC, or sorts and counts them', async () => {
    const times = ['01:30', '02:45', '03:15'].map((time) => `timestamp '2024-03-10 ${time}'`);
    const rows = times.map(
      (time, i) => `select ${time} as time, ${i} as open, ${i} as high, ${i} as low, ${i} as close`,
    );
    const jump = { timeframe: '30m', timeZone: 'America/New_York', nonexistentTime: 'later' } as const;
    const sql = rows.join(' union all ');
    await expect(source({ sql, ...jump }).bars()).rejects.toMatchObject({ code: 'BARS_NOT_ASCENDING' });
    const { data, report } = await source({ sql, ...jump, order: 'sort' }).bars();
    expect([...data.open]).toEqual([0, 2, 1]);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'ROWS_REORDERED', count: 2 }));
  });

  it('takes NULL and NaN for unknown: of a volume it is kept, of a price refused or dropped', async () => {
    const holed = await table('holed');
    await fill(holed, [
      ...five((i) => `'${at(i)}'`).slice(0, 3),
      `'${at(3)}', 1, 1, null, 1, null`,
      `'${at(4)}', 1, 1, 1, 1, 'NaN'`,
    ]);
    await expect(source({ table: holed }).bars()).rejects.toMatchObject({ code: 'NAN_PRICE' });
    const { data, report } = await source({ table: holed, missing: 'drop' }).bars();
    expect([...data.volume]).toEqual([0, 100, 200, NaN]);
    expect(report).toMatchObject({ rows: 5, bars: 4 });
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'MISSING_DROPPED', count: 1 }));
  });

  it('refuses a time that occurs twice, or keeps the one that its column puts last', async () => {
    const twice = await table('twice', { time: 'timestamptz' });
    const rows = five((i) => `'${at(i)}'`);
    await fill(twice, [`'${at(2)}', 9, 9, 9, 9, 999`, ...rows]);
    await expect(source({ table: twice }).bars()).rejects.toMatchObject({ code: 'DUPLICATE_TIME' });
    const kept = source({ table: twice, duplicates: 'last', tieBreak: 'volume' });
    const { data, report } = await kept.bars();
    expect([...data.volume]).toEqual([0, 100, 999, 300, 400]);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'DUPLICATES_DROPPED', count: 1 }));
    await checkDataSource(kept);
  });

  it('reads one instrument out of many, and further columns', async () => {
    await server.query(`create table ${schema}.many (symbol text, "Bar Start" timestamptz, o real, h real, l real, last real,
      oi int, primary key (symbol, "Bar Start"))`);
    for (const symbol of ['ES', "O'N", 'é"\\']) {
      await server.query(
        `insert into ${schema}.many select $1, timestamptz '2024-01-02' + i * interval '1h', 1, 2, 1, 2,
        i * length($1) from generate_series(1, 3) i`,
        [symbol],
      );
    }
    const columns = { time: 'Bar Start', close: 'last' };
    for (const symbol of ['ES', "O'N", 'é"\\']) {
      const { data } = await source({ table: 'many', where: { symbol }, columns, extra: ['oi'] }).bars({
        columns: ['h'],
      });
      expect([...data.extra.oi!]).toEqual([1, 2, 3].map((i) => i * symbol.length));
      expect(data.extra.h).toHaveLength(3);
    }
    const { report } = await source({ table: 'many', where: { symbol: 'ES' }, columns }).bars();
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'VOLUME_UNKNOWN', count: 3 }));
  });

  it('gives parameters the types that the statement takes them for', async () => {
    const sql = `select ts as time, open, high, low, close, $4 || '$1' as note, $5::float8 as f, $6::int8 as n
      from ${schema}.five where ts >= $1 and volume = any($2) and (close > $3 or $7::text is null) /* $9 */ limit $8`;
    const params = [new Date(START), [100, 200, 300], 3, `it's`, NaN, 2n ** 60n, null, 2];
    const { data } = await source({ sql, params, extra: ['f', 'n'], timeframe: '1m' }).bars();
    expect([...data.time]).toEqual([START + MINUTE, START + 2 * MINUTE]);
    expect([data.extra.f![0], data.extra.n![0]]).toEqual([NaN, 2 ** 60]);
  });

  it('closes calendar frames by the calendar, and says that it assumed so', async () => {
    const sql = `select timestamptz '2020-01-01' + i * interval '1 month' as time, 1 as open, 1 as high, 1 as low, 1 as close from generate_series(0, 30) i`;
    const { data, report } = await source({ sql }).bars();
    expect([data.timeframe, data.closeTime?.[0]]).toEqual(['1M', Date.UTC(2020, 1, 1)]);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'CLOSE_TIMES_ASSUMED' }));
  });

  it('asks for the timeframe that the table has, not the range', async () => {
    const one = await source({ table: 'five' }).bars({ from: START, to: START + MINUTE });
    expect([one.data.timeframe, one.data.length]).toEqual(['1m', 1]);
    await expect(source({ table: 'five' }).bars({ timeframe: '1h' })).rejects.toMatchObject({
      code: 'TIMEFRAME_UNAVAILABLE',
    });
    await expect(source({ table: 'five', timeframe: '1m' }).bars({ timeframe: '1h' })).rejects.toThrow(/resample/);
    await expect(source({ table: 'five' }).bars({ from: 5, to: 4 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
  });

  it('reads the same by a client, by a pool and by both at once, and leaves them as they were', async () => {
    const own = new pg.Client(connection);
    const pool = new pg.Pool({ ...connection, max: 2 });
    await own.connect();
    await own.query(`set timezone to 'Asia/Kolkata'; set standard_conforming_strings to off`);
    const { data: expected } = await source({ table: 'five' }).bars();
    const answers = await Promise.all(
      [own, own, pool, pool, pool].map((given) => source({ table: 'five', connection: given }).bars()),
    );
    for (const { data } of answers) expect(fingerprint(data)).toBe(fingerprint(expected));
    const left = await own.query('show timezone');
    expect(left.rows).toEqual([{ TimeZone: 'Asia/Kolkata' }]);
    expect([own.getTransactionStatus(), own.listenerCount('error'), pool.idleCount]).toEqual(['I', 0, pool.totalCount]);
    await own.query('begin');
    await expect(source({ table: 'five', connection: own }).bars()).rejects.toMatchObject({ code: 'CONNECTION_BUSY' });
    await own.end();
    await pool.end();
  });

  it.each(['UTC', 'Asia/Kolkata', 'America/New_York'])(
    'reads the same bits where this machine is in %s',
    async (TZ) => {
      const program = `
      import { fingerprint } from '@tidemark/core-market';
      import { postgresSource } from '@tidemark/data/postgres';
      const options = JSON.parse(process.env.OPTIONS);
      for (const one of options) console.log(fingerprint((await postgresSource(one).bars({ from: ${START} })).data));`;
      const zoned = { ...connection, options: `-c timezone=${TZ} -c datestyle=german` };
      const sql = `select ts::date as time, min(low) as low, max(high) as high, min(open) as open, max(close) as close,
      sum(volume) as volume, min(ts::timestamp) as first from ${schema}.five group by ts::date union all
      select date '2024-01-05' + i, 1, 2, 1, 2, 1, now()::timestamp - now()::timestamp + timestamp '2024-01-05' from generate_series(0, 3) i`;
      const options = [
        { table: 'five', schema, instrument: 'ES' },
        { sql, extra: ['first'], instrument: 'ES', timeZone: 'Europe/London' },
      ];
      const OPTIONS = JSON.stringify(options.map((one) => ({ ...one, connection: zoned })));
      const flags = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module', '-e', program];
      const env = { ...process.env, TZ, OPTIONS };
      const { stdout } = await promisify(execFile)(process.execPath, flags, { cwd: import.meta.dirname, env });
      const here = await Promise.all(
        options.map((one) => source(one as Partial<PostgresSourceOptions>).bars({ from: START })),
      );
      expect(stdout.trim().split('\n')).toEqual(here.map(({ data }) => fingerprint(data)));
    },
  );

  it('leaves no connection behind', async () => {
    const open = async (): Promise<number> => {
      const { rows } = await server.query('select 1 from pg_stat_activity where application_name = $1', [application]);
      return rows.length;
    };
    await source({ table: 'five' }).bars();
    await source({ table: 'none' })
      .bars()
      .catch(() => {});
    await expect.poll(open, { timeout: 5_000 }).toBe(0);
  });
});
