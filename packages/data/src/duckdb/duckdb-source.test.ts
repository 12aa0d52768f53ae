import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instrument, type BarQuery } from '@tidemark/core-market';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { checkDataSource } from '../testing/index.ts';
import { duckdbSql } from '../../fixtures/duckdb-sql.ts';
import { duckdbSource, writeParquet, type DuckDbSourceOptions } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-duckdb-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

async function parquet(name: string, select: string, settings = ''): Promise<string> {
  const path = at(name);
  await duckdbSql(`copy (${select}) to '${path}' (format parquet ${settings})`);
  return path;
}

function csv(name: string, ...lines: readonly string[]): string {
  writeFileSync(at(name), lines.join('\n'));
  return at(name);
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

describe('honours the contract of a source', () => {
  it('over a Parquet file of ours, one of others, a CSV, SQL', async () => {
    const ours = at('contract.parquet');
    await writeParquet(syntheticBars({ bars: 500, timeframe: '1h', seed: 3 }), ours);
    const foreign = await parquet('contract-foreign.parquet', `${minutes} limit 500`);
    const text = csv('contract.csv', 'date,open,high,low,close', ...[2, 3, 4].map((day) => `2024-01-0${day},1,2,1,2`));
    const sources = [
      duckdbSource({ path: ours }),
      duckdbSource({ path: foreign, instrument: 'ES' }),
      duckdbSource({ path: foreign, instrument: 'ES', timeframe: '1m' }),
      duckdbSource({ path: text, instrument: 'ES' }),
      duckdbSource({ sql: `select * from '${foreign}' where close < ?`, params: [400], instrument: 'ES' }),
    ];
    for (const source of sources) await expect(checkDataSource(source)).resolves.toBeUndefined();
  });
});

describe('finds the columns', () => {
  it('by their usual names, in any case, and says which it did not read', async () => {
    const sql =
      'select 1704153600::bigint as "Timestamp", 1 as O, 3 as H, 1 as L, 2 as C, 5 as Vol, 9 as oi, null as note';
    const { data, report } = await bars({ sql, timeframe: '1m' });
    expect(data).toMatchObject({ symbol: 'ES', timeframe: '1m', adjustment: 'none', length: 1 });
    expect([data.time, data.open, data.high, data.low, data.close, data.volume].map((column) => column[0])).toEqual([
      T0,
      1,
      3,
      1,
      2,
      5,
    ]);
    expect(report.findings).toEqual([{ code: 'COLUMNS_IGNORED', what: 'columns were not read: oi, note', count: 2 }]);
  });

  it('by the names that the caller gives, and further ones that options or the query name', async () => {
    const sql = `select time as "Das Datum", open, high, low, close as last, oi, volume as "a""b; drop table x" from (${minutes} limit 5)`;
    const columns = { time: 'das datum', close: 'Last' };
    const byOption = await bars({ sql, columns, extra: ['oi', 'a"b; drop table x'] });
    const byQuery = await bars({ sql, columns }, { columns: ['oi'] });
    expect([...(byOption.data.extra['a"b; drop table x'] ?? [])]).toEqual([0, 100, 200, 300, 400]);
    expect([...(byQuery.data.extra['oi'] ?? [])]).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes instrument and adjustment from the caller', async () => {
    const es = instrument('ES', { tickSize: 0.25, multiplier: 50 });
    const { data } = await bars({ sql: `${minutes} limit 3`, instrument: es, adjustment: 'splits' });
    expect(data).toMatchObject({ instrument: es, adjustment: 'splits', timeframe: '1m' });
  });

  it('refuses what is missing, misspelt, twice there or no number', async () => {
    const row = "timestamptz '2024-01-02 00:00:00Z' as time, 1 as open, 2 as high, 1 as low";
    await expect(bars({ sql: `select ${row}, 2 as clsoe` })).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
      column: 'close',
      fix: expect.stringContaining('did you mean close by "clsoe"?'),
    });
    await expect(bars({ sql: 'select 1 as a, 2 as b' })).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
      what: 'no column is one of a bar: a, b',
    });
    await expect(bars({ sql: `select ${row}, 2 as close, 2 as c` })).rejects.toMatchObject({
      code: 'DUPLICATE_COLUMN',
    });
    await expect(bars({ sql: `select ${row}, 'two' as close` })).rejects.toMatchObject({
      code: 'BAD_COLUMN_TYPE',
      what: 'column close is VARCHAR, and close is a number',
    });
    await expect(bars({ sql: `select ${row}, 2 as close`, extra: ['opne_interest'] })).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
    });
    await expect(
      bars({ sql: 'select true as time, 1 as open, 1 as high, 1 as low, 1 as close' }),
    ).rejects.toMatchObject({
      code: 'BAD_COLUMN_TYPE',
      what: 'column time is BOOLEAN, and time is a time',
    });
  });
});

describe('reads prices', () => {
  it('from every type of number', async () => {
    const types = [
      'tinyint',
      'smallint',
      'integer',
      'bigint',
      'hugeint',
      'utinyint',
      'ubigint',
      'float',
      'double',
      'decimal(9,2)',
    ];
    for (const type of types) {
      const { data } = await bars({
        sql: values(OHLC, `1704153600, 1::${type}, 3::${type}, 1::${type}, 2::${type}`),
        timeframe: '1m',
      });
      expect([type, data.open[0], data.high[0], data.low[0], data.close[0]]).toEqual([type, 1, 3, 1, 2]);
    }
  });

  it('counts whole numbers that a float64 does not hold', async () => {
    const sql = `select 1704153600 as time, 1 as open, 1 as high, 1 as low, 1 as close, 9007199254740993::bigint as volume`;
    const { data, report } = await bars({ sql, timeframe: '1m' });
    expect(data.volume[0]).toBe(2 ** 53);
    expect(report.findings).toContainEqual(expect.objectContaining({ code: 'PRECISION_LOSS', count: 1 }));
  });

  it('reads volume as NaN where it is NULL or not there, and says so', async () => {
    const some = await bars({
      sql: values(`${OHLC}, volume`, '1704153600, 1, 1, 1, 1, null', '1704153660, 1, 1, 1, 1, 7'),
    });
    const none = await bars({ sql: values(OHLC, '1704153600, 1, 1, 1, 1', '1704153660, 1, 1, 1, 1') });
    expect([[...some.data.volume], [...none.data.volume]]).toEqual([
      [NaN, 7],
      [NaN, NaN],
    ]);
    expect([some, none].map(({ report }) => report.findings[0]?.count)).toEqual([1, 2]);
    expect([some, none].map(({ report }) => report.findings[0]?.code)).toEqual(['VOLUME_UNKNOWN', 'VOLUME_UNKNOWN']);
  });
});

describe('NULL', () => {
  const sql = values(
    OHLC,
    '1704153600, 1, 1, 1, 1',
    '1704153660, 1, 1, 1, null',
    'null, 1, 1, 1, 1',
    '1704153720, 1, 1, 1, 1',
    '1704153780, 1, 1, 1, 1',
  );

  it('as a price or a time is refused', async () => {
    await expect(bars({ sql: `select * from (${sql}) where time is not null` })).rejects.toMatchObject({
      code: 'NAN_PRICE',
      where: 'duckdb, bar 1',
    });
    await expect(bars({ sql })).rejects.toMatchObject({ code: 'BAD_TIME', where: 'duckdb, row 2' });
    await expect(bars({ sql, timeframe: '1m' }, { from: T0, to: T0 + MINUTE })).rejects.toMatchObject({
      code: 'BAD_TIME',
      what: '1 rows have no time',
    });
  });

  it('is dropped with its row and counted where the caller says so, in a range too', async () => {
    const all = await bars({ sql, missing: 'drop' });
    expect([...all.data.time]).toEqual([T0, T0 + 2 * MINUTE, T0 + 3 * MINUTE]);
    expect(all.report).toMatchObject({ rows: 5, bars: 3 });
    expect(all.report.findings.filter(({ code }) => code === 'MISSING_DROPPED').map(({ count }) => count)).toEqual([
      1, 1,
    ]);
    const part = await bars({ sql, missing: 'drop', timeframe: '1m' }, { from: T0 + 2 * MINUTE });
    expect(part.report).toMatchObject({ rows: 5, bars: 2 });
    expect(part.report.findings.map(({ code, count }) => [code, count])).toContainEqual(['OUTSIDE_RANGE', 2]);
  });

  it('in the middle of many chunks is found where it stands', async () => {
    const path = await parquet(
      'nulls.parquet',
      `select time, open, high, low, close, nullif(volume, 1234500) as volume from (${minutes})`,
    );
    const { data } = await bars({ path });
    expect(data.volume.findIndex(Number.isNaN)).toBe(12_345);
    expect(data.volume.filter(Number.isNaN)).toHaveLength(1);
    expect(data.volume[19_999]).toBe(1_999_900);
  });
});

describe('rows that cannot be bars', () => {
  const twice = values(
    OHLC,
    '1704153660, 1, 1, 1, 1',
    '1704153600, 2, 2, 2, 2',
    '1704153660, 3, 3, 3, 3',
    '1704153720, 9, 1, 9, 9',
  );

  it('are refused as validateBars refuses them', async () => {
    await expect(bars({ sql: twice, timeframe: '1m' })).rejects.toMatchObject({ code: 'BARS_NOT_ASCENDING' });
    await expect(bars({ sql: twice, timeframe: '1m', order: 'sort' })).rejects.toMatchObject({
      code: 'DUPLICATE_TIME',
    });
    await expect(bars({ sql: twice, timeframe: '1m', order: 'sort', duplicates: 'last' })).rejects.toMatchObject({
      code: 'HIGH_BELOW_LOW',
    });
  });

  it('are sorted, dropped and counted where the caller says so', async () => {
    const { data, report } = await bars({
      sql: twice,
      timeframe: '1m',
      order: 'sort',
      duplicates: 'last',
      invalid: 'drop',
    });
    expect([...data.close]).toEqual([2, 3]);
    expect(report.findings.map(({ code, count }) => [code, count])).toEqual([
      ['VOLUME_UNKNOWN', 4],
      ['ROWS_REORDERED', 2],
      ['INVALID_BARS_DROPPED', 1],
      ['DUPLICATES_DROPPED', 1],
    ]);
  });
});

it('reads a pattern of files in their order, and tables of a database', async () => {
  for (const day of [0, 1, 2])
    await parquet(`day-${day}.parquet`, `select * from (${minutes}) limit 1440 offset ${1440 * day}`);
  const { data } = await bars({ path: at('day-*.parquet') });
  expect([data.length, data.time[4319]]).toEqual([4320, T0 + 4319 * MINUTE]);
  const database = at('market.duckdb');
  await duckdbSql(`attach '${database}' as market; create table market.bars as ${minutes} limit 3`);
  expect(
    (await bars({ database, sql: 'select * from bars where close > $least', params: { least: 11 } })).data.length,
  ).toBe(2);
});

it('reads a CSV whose column has no value, or none at all but a header, or a price that is none', async () => {
  const header = 'date,open,high,low,close,volume';
  const { data } = await bars({ path: csv('novolume.csv', header, '2024-01-02,1,1,1,1,', '2024-01-03,2,2,2,2,') });
  expect([[...data.close], [...data.volume]]).toEqual([
    [1, 2],
    [NaN, NaN],
  ]);
  await expect(bars({ path: csv('header.csv', header) })).rejects.toMatchObject({ code: 'NO_ROWS' });
  await expect(bars({ path: csv('text.csv', header, '2024-01-02,1,1,1,one,5') })).rejects.toMatchObject({
    code: 'SQL_FAILED',
    what: expect.stringContaining("'one'"),
  });
});

it('takes other columns of a file of ours for those of the bars where the caller names them', async () => {
  const series = syntheticBars({ bars: 50, timeframe: '1h', seed: 3 });
  await writeParquet({ ...series, extra: { mid: series.open } }, at('mid.parquet'));
  const { data } = await bars({ path: at('mid.parquet'), instrument: series.symbol, columns: { close: 'mid' } });
  expect(data.close).toEqual(series.open);
});

it('says of no rows that there are none', async () => {
  const sql = `select time, open, high, low, close, volume from (${minutes}) limit 0`;
  await expect(bars({ sql })).rejects.toMatchObject({ code: 'NO_ROWS' });
  const { data, report } = await bars({ sql, timeframe: '1m' });
  expect([data.length, report.findings.map(({ code }) => code)]).toEqual([0, ['NO_ROWS']]);
});

describe('ends when its caller has gone away', () => {
  const endless = `select (i + j)::bigint as time, 1 as open, 1 as high, 1 as low, 1 as close from range(100000000) a(i), range(100000) b(j) where i * j % 7 = 9`;

  it('in the middle of a query, with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('gone');
    const start = performance.now();
    setTimeout(() => controller.abort(reason), 50);
    await expect(bars({ sql: endless, timeframe: '1m' }, { signal: controller.signal })).rejects.toBe(reason);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('between two chunks', async () => {
    let looks = 0;
    const signal = {
      get aborted() {
        return looks++ > 3;
      },
      reason: new Error('gone'),
    };
    await expect(bars({ sql: minutes }, { signal })).rejects.toThrow('gone');
  });

  it('before it began', async () => {
    await expect(bars({ sql: endless }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
