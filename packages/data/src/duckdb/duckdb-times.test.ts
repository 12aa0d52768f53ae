import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BarQuery } from '@tidemark/core-market';
import { afterAll, describe, expect, it } from 'vitest';
import { duckdbSql } from '../../fixtures/duckdb-sql.ts';
import { duckdbSource, type DuckDbSourceOptions } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-duckdb-times-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

async function parquet(name: string, select: string, settings = ''): Promise<string> {
  const path = at(name);
  await duckdbSql(`copy (${select}) to '${path}' (format parquet ${settings})`);
  return path;
}

const bars = (options: DuckDbSourceOptions, query?: BarQuery) =>
  duckdbSource({ instrument: 'ES', threads: 1, ...options }).bars(query);
/** Bars out of values that are written into the SQL. */
const values = (columns: string, ...rows: readonly string[]): string =>
  `select * from (values ${rows.map((row) => `(${row})`).join(', ')}) as t(${columns})`;
const OHLC = 'time, open, high, low, close';
const T0 = Date.UTC(2024, 0, 2);
const MINUTE = 60_000;

const minutes = `select timestamptz '2024-01-02 00:00:00Z' + i * interval 1 minute as time, 10.0 + i as open, 12.0 + i as high,
  9.0 + i as low, 11.0 + i as close, 100 * i as volume, i % 7 as oi from range(20000) r(i)`;

describe('a range', () => {
  it('gives the bars of the whole that lie in it, to the bit, whatever the time is stored as', async () => {
    const stored = {
      timestamptz: 'time',
      timestamp: "time at time zone 'UTC'",
      timestamp_s: "(time at time zone 'UTC')::timestamp_s",
      timestamp_ms: "(time at time zone 'UTC')::timestamp_ms",
      timestamp_ns: "(time at time zone 'UTC')::timestamp_ns",
      seconds: 'epoch(time)::bigint',
      milliseconds: 'epoch_ms(time)',
      microseconds: 'epoch_us(time)',
      nanoseconds: 'epoch_ns(time)',
      float: 'epoch(time)::double',
      decimal: 'epoch(time)::decimal(18,3)',
      text: "strftime(time, '%Y-%m-%dT%H:%M:%SZ')",
    };
    const [from, to] = [T0 + 5_000 * MINUTE + 1, T0 + 15_000 * MINUTE];
    for (const [kind, time] of Object.entries(stored)) {
      const path = await parquet(
        `${kind}.parquet`,
        `select ${time} as time, open, high, low, close, volume from (${minutes})`,
        ', row_group_size 2048',
      );
      for (const timeframe of ['1m', undefined] as const) {
        const whole = await bars({ path, timeframe });
        const part = await bars({ path, timeframe }, { from, to });
        expect([kind, whole.data.length, whole.data.time[0], whole.data.time[19_999]]).toEqual([
          kind,
          20_000,
          T0,
          T0 + 19_999 * MINUTE,
        ]);
        expect([kind, part.data.length, part.data.time[0], part.data.close[0], part.data.timeframe]).toEqual([
          kind,
          9_999,
          T0 + 5_001 * MINUTE,
          5_012,
          '1m',
        ]);
        const outside = part.report.findings.find(({ code }) => code === 'OUTSIDE_RANGE');
        expect([kind, part.report.rows, part.report.bars, outside?.count]).toEqual([kind, 20_000, 9_999, 10_001]);
      }
    }
  });

  it('keeps the timeframe of the whole where it holds too few bars to show one', async () => {
    const sql = `${minutes} limit 100`;
    const one = await bars({ sql }, { from: T0, to: T0 + MINUTE });
    const none = await bars({ sql }, { to: T0 });
    expect([one, none].map(({ data }) => [data.timeframe, data.length])).toEqual([
      ['1m', 1],
      ['1m', 0],
    ]);
  });

  it('before 1970, at fractions of a millisecond, without an end, or out of all time', async () => {
    const sql = values(
      OHLC,
      "timestamptz '1969-12-31 23:59:59.9995Z', 1, 1, 1, 1",
      "timestamptz '1970-01-01 00:00:00.0005Z', 2, 2, 2, 2",
      "timestamptz '1970-01-01 00:00:01Z', 3, 3, 3, 3",
    );
    const given = async (query: BarQuery) => [...(await bars({ sql, timeframe: '1s' }, query)).data.time];
    expect(await given({ from: -0.5, to: 0.5 })).toEqual([-0.5]);
    expect(await given({ from: 0.5, to: 1000 })).toEqual([0.5]);
    expect(await given({ from: 1000, to: 1e300 })).toEqual([1000]);
    expect(await given({ from: -1e300, to: 0 })).toEqual([-0.5]);
  });

  it('that is none is refused', async () => {
    const sql = `${minutes} limit 3`;
    await expect(bars({ sql }, { from: 2, to: 1 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(bars({ sql }, { from: NaN })).rejects.toMatchObject({ code: 'BAD_RANGE' });
    await expect(bars({ sql }, { timeframe: '1h' })).rejects.toMatchObject({ code: 'TIMEFRAME_UNAVAILABLE' });
  });

  it('leaves alone what lies outside of it, and columns that nobody asks for', async () => {
    const path = await parquet('pages.parquet', minutes, ', row_group_size 2048, compression zstd');
    const where = "path_in_schema = 'oi' or (path_in_schema = 'close' and row_group_id = 9)";
    // The pages of these are spoilt: who reads them fails.
    const bytes = readFileSync(path);
    for (const [start, end] of await duckdbSql(
      `select start, start + total_compressed_size from (select *, coalesce(dictionary_page_offset, data_page_offset) as start from parquet_metadata('${path}')) where ${where}`,
    )) {
      bytes.fill(0xff, Number(start), Number(end));
    }
    writeFileSync(path, bytes);
    await expect(bars({ path, timeframe: '1m' })).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await expect(bars({ path, timeframe: '1m', extra: ['oi'] }, { to: T0 + 100 * MINUTE })).rejects.toMatchObject({
      code: 'FILE_DAMAGED',
    });
    for (const source of [{ path }, { sql: `select * from '${path}'` }]) {
      const { data, report } = await bars({ ...source, timeframe: '1m' }, { to: T0 + 9 * 2_048 * MINUTE });
      expect([data.length, report.rows]).toEqual([9 * 2_048, 20_000]);
    }
  });
});

describe('reads times', () => {
  const at2 = (time: string, other: string): string => values(OHLC, `${time}, 1, 1, 1, 1`, `${other}, 2, 2, 2, 2`);
  const times = async (options: DuckDbSourceOptions) => [...(await bars({ timeframe: '1m', ...options })).data.time];

  it('without a zone as UTC, which it says, or by the clock of a zone', async () => {
    const sql = at2("timestamp '2024-01-02 09:30:00'", "timestamp '2024-07-02 09:30:00'");
    const assumed = await bars({ sql, timeframe: '1m' });
    expect([...assumed.data.time]).toEqual([Date.UTC(2024, 0, 2, 9, 30), Date.UTC(2024, 6, 2, 9, 30)]);
    expect(assumed.report.findings).toContainEqual(
      expect.objectContaining({ code: 'NAIVE_TIMESTAMP_ASSUMED_UTC', count: 2 }),
    );
    expect(await times({ sql, timeZone: 'America/New_York' })).toEqual([
      Date.UTC(2024, 0, 2, 14, 30),
      Date.UTC(2024, 6, 2, 13, 30),
    ]);
    const part = await bars(
      { sql, timeframe: '1m', timeZone: 'America/New_York' },
      { from: Date.UTC(2024, 0, 2, 14, 30), to: Date.UTC(2024, 6, 2, 13, 30) },
    );
    expect([...part.data.close]).toEqual([1]);
    expect(part.report.findings).toContainEqual(expect.objectContaining({ code: 'OUTSIDE_RANGE', count: 1 }));
    const days = at2("date '2024-01-02'", "date '2024-01-03'");
    expect((await bars({ sql: days })).report.findings.map(({ code }) => code)).not.toContain(
      'NAIVE_TIMESTAMP_ASSUMED_UTC',
    );
    expect(await times({ sql: days, timeZone: 'Asia/Kolkata' })).toEqual([T0 - 330 * MINUTE, T0 + 1110 * MINUTE]);
  });

  it('that a clock shows twice or never as asked, else not at all', async () => {
    const sql = at2("timestamp '2024-11-03 01:30:00'", "timestamp '2025-03-09 02:30:00'");
    const zone = { sql, timeframe: '1m', timeZone: 'America/New_York' } as const;
    await expect(bars(zone)).rejects.toMatchObject({
      code: 'AMBIGUOUS_LOCAL_TIME',
      fix: expect.stringContaining('ambiguousTime'),
    });
    await expect(bars({ ...zone, ambiguousTime: 'later' })).rejects.toMatchObject({ code: 'NONEXISTENT_LOCAL_TIME' });
    const { data, report } = await bars({ ...zone, ambiguousTime: 'later', nonexistentTime: 'later' });
    expect([...data.time]).toEqual([Date.UTC(2024, 10, 3, 6, 30), Date.UTC(2025, 2, 9, 7, 30)]);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'LOCAL_TIME_RESOLVED', count: 2 }));
  });

  it('in numbers, by the unit that their size tells or the caller gives, never by two', async () => {
    expect(await times({ sql: at2('1704153600', '1704153660') })).toEqual([T0, T0 + MINUTE]);
    expect(await times({ sql: at2('1704153600000000001', '1704153660000000000') })).toEqual([T0, T0 + MINUTE]);
    expect(await times({ sql: at2('-60', '0'), timeUnit: 's' })).toEqual([-60_000, 0]);
    expect(await times({ sql: at2('-60000000.5::double', '0.25::double'), timeUnit: 'us' })).toEqual([
      -60_000.0005, 0.000_25,
    ]);
    expect(await times({ sql: at2('20240102', '20240103') })).toEqual([T0, T0 + 1440 * MINUTE]);
    await expect(bars({ sql: at2('1704153600', '1704153660000') })).rejects.toMatchObject({
      code: 'MIXED_TIMESTAMP_UNITS',
      where: 'duckdb, column time',
    });
  });

  it('in words as the CSV reader does', async () => {
    expect(await times({ sql: at2("'2024-01-02T01:00:00+01:00'", "'2024-01-02 00:01:00Z'") })).toEqual([
      T0,
      T0 + MINUTE,
    ]);
    expect(await times({ sql: at2("'02/01/2024'", "'03/01/2024'"), timeFormat: 'dd/MM/yyyy' })).toEqual([
      T0,
      T0 + 1440 * MINUTE,
    ]);
    await expect(bars({ sql: at2("'2024-01-02'", "'soon'") })).rejects.toMatchObject({
      code: 'BAD_TIMESTAMP',
      where: 'duckdb, column time',
    });
  });

  it('finer than epoch ms hold rounded and counted, infinite ones as none', async () => {
    const fine = await bars({
      sql: at2("timestamp_ns '2024-01-02 00:00:00.000000001'", "timestamp_ns '2024-01-02 00:01:00'"),
      timeframe: '1m',
    });
    expect([...fine.data.time]).toEqual([T0, T0 + MINUTE]);
    expect(fine.report.findings).toContainEqual(expect.objectContaining({ code: 'TIME_FINER_THAN_MS', count: 1 }));
    for (const type of ['timestamp', 'timestamptz', 'timestamp_ns']) {
      const sql = at2(`'2024-01-02'::${type}`, `'infinity'::${type}`);
      await expect(bars({ sql, timeframe: '1m' })).rejects.toMatchObject({
        code: 'BAD_TIME',
        where: 'duckdb, row 1',
      });
    }
  });

  it('of closing too, and makes those of months where there are none', async () => {
    const both = values(
      `${OHLC}, close_time`,
      `1704153600, 1, 1, 1, 1, timestamptz '2024-01-02 00:00:30Z'`,
      `1704153660, 1, 1, 1, 1, timestamptz '2024-01-02 00:01:30Z'`,
    );
    expect([...((await bars({ sql: both })).data.closeTime ?? [])]).toEqual([T0 + 30_000, T0 + 90_000]);
    const months = values(OHLC, ...['01', '02', '03', '04'].map((month) => `date '2024-${month}-01', 1, 1, 1, 1`));
    const { data, report } = await bars({ sql: months }, { from: Date.UTC(2024, 1, 1) });
    expect([data.timeframe, data.closeTime?.[0]]).toEqual(['1M', Date.UTC(2024, 2, 1)]);
    expect(report.findings.map(({ code }) => code)).toContain('CLOSE_TIMES_ASSUMED');
  });
});
