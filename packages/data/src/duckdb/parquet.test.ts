import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  barSeries,
  calendarCloseTimes,
  fingerprint,
  instrument,
  sliceBars,
  type BarSeries,
} from '@tidemark/core-market';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticBars } from '../sources/synthetic.ts';
import { duckdbSql } from '../../fixtures/duckdb-sql.ts';
import { duckdbSource, readParquet, writeParquet } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

/** What a file restores, in the form in which `same` gives what it should be: a fingerprint takes 0 and -0 for two. */
async function restored(name: string): Promise<unknown> {
  return same(await readParquet(at(name)));
}

function same(bars: BarSeries): unknown {
  const { instrument, timeframe, adjustment, extra } = bars;
  return { bits: fingerprint(bars), instrument, timeframe, adjustment, extra: Object.keys(extra) };
}

const es = instrument('ES', { currency: 'EUR', tickSize: 0.25, lotSize: 1, multiplier: 50 });
const synthetic = syntheticBars({ bars: 10_000, timeframe: '1m', seed: 5 });

describe('restores', () => {
  it.each(['zstd', 'snappy', 'none'] as const)('bars of several row groups, compressed by %s', async (compression) => {
    await writeParquet(synthetic, at(`${compression}.parquet`), { compression, rowGroupSize: 2_048 });
    expect(await restored(`${compression}.parquet`)).toEqual(same(synthetic));
    const codec = { zstd: 'ZSTD', snappy: 'SNAPPY', none: 'UNCOMPRESSED' }[compression];
    const found = await duckdbSql(
      `select distinct compression, count(distinct row_group_id) from parquet_metadata('${at(`${compression}.parquet`)}') group by all`,
    );
    expect(found).toEqual([[codec, '5']]);
  });

  it('what a series says of itself, with close times and further columns', async () => {
    const time = Float64Array.of(Date.UTC(2024, 0), Date.UTC(2024, 1), Date.UTC(2024, 2));
    const price = Float64Array.of(1, 2, 3);
    const extra = {
      oi: Float64Array.of(1, NaN, -0),
      Close: price,
      close_: price,
      '': price,
      'two\nlines': price,
      A: price,
      a: price,
      ['__proto__']: price,
      '\ud800': price,
    };
    const columns = {
      time,
      open: price,
      high: price,
      low: price,
      close: price,
      closeTime: calendarCloseTimes(time, '1M'),
      extra,
    };
    const bars = barSeries(columns, { instrument: es, timeframe: '1M', adjustment: 'total' });
    await writeParquet(bars, at('all.parquet'));
    expect(await restored('all.parquet')).toEqual(same(bars));
    const { data, report } = await duckdbSource({ path: at('all.parquet') }).bars({ from: time[1], columns: ['oi'] });
    expect(data).toMatchObject({ symbol: 'ES', instrument: es, timeframe: '1M', adjustment: 'total', length: 2 });
    expect(report.findings.find(({ code }) => code === 'OUTSIDE_RANGE')?.count).toBe(1);
  });

  it('no bars, one bar, and a part of another series', async () => {
    for (const bars of [sliceBars(synthetic, 0, 0), sliceBars(synthetic, 7, 8), sliceBars(synthetic, 100, 5_000)]) {
      await writeParquet(bars, at('part.parquet'));
      expect(await restored('part.parquet')).toEqual(same(bars));
    }
  });

  it('times that microseconds do not hold: as epoch ms', async () => {
    const price = Float64Array.of(1, 2);
    // The second of these times a thousand is 43, but 43 microseconds are another float64.
    for (const time of [
      [0, 0.043_000_000_000_000_003],
      [-0, 1],
      [0.000_1, 0.1],
      [-8.64e15, 8.64e15],
      [-1e300, 1e300],
      [0, 5e-324],
    ]) {
      const closeTime = Float64Array.of(time[1] ?? 0, 1.5e308);
      const columns = { time: Float64Array.from(time), open: price, high: price, low: price, close: price, closeTime };
      const bars = barSeries(columns, { instrument: 'ES', timeframe: 'irregular' });
      await writeParquet(bars, at('times.parquet'));
      expect(await restored('times.parquet')).toEqual(same(bars));
      const second = await duckdbSource({ path: at('times.parquet') }).bars({ from: time[1] });
      expect([...second.data.time]).toEqual([time[1]]);
    }
  });

  it('zeros of both signs among many equal values, which a dictionary would make one', async () => {
    const bits = Float64Array.from({ length: 10_000 }, (_, i) => [0, -0, NaN, 5e-324][i % 4] ?? 0);
    const bars = barSeries({ ...synthetic, extra: { bits } }, { instrument: 'X', timeframe: '1m' });
    await writeParquet(bars, at('zeros.parquet'));
    expect(await restored('zeros.parquet')).toEqual(same(bars));
    const { extra } = await readParquet(at('zeros.parquet'));
    expect(extra['bits']?.every((value, i) => Object.is(value, bits[i]))).toBe(true);
  });

  it('every series', { timeout: 120_000 }, async () => {
    const value = fc.double();
    const price = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 5e-324, -Number.MAX_VALUE),
    );
    const bar = fc.record({
      prices: fc.array(price, { minLength: 4, maxLength: 4 }),
      volume: fc.oneof(fc.double({ min: 0, noDefaultInfinity: true }), fc.constant(NaN)),
      extra: value,
      gap: fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 1e-6, max: 1e9, noNaN: true })),
    });
    const series = fc.record({
      start: fc.oneof(fc.integer({ min: -1e13, max: 1e13 }), fc.double({ min: -1e13, max: 1e13, noNaN: true })),
      bars: fc.array(bar, { maxLength: 30 }),
      symbol: fc.string({ minLength: 1, unit: 'grapheme' }),
      name: fc
        .string()
        .filter((name) => !['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'].includes(name)),
      adjustment: fc.constantFrom('none' as const, 'splits' as const, 'total' as const),
      tickSize: fc.option(fc.double({ min: 5e-324, max: 1e300, noNaN: true }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(series, async ({ start, bars, symbol, name, adjustment, tickSize }) => {
        let clock = start;
        const time = Float64Array.from(bars, ({ gap }) => (clock += gap));
        fc.pre(time.every((moment, i) => i === 0 || moment > time[i - 1]));
        const of = (make: (one: (typeof bars)[number]) => number | undefined): Float64Array =>
          Float64Array.from(bars, (one) => make(one) ?? NaN);
        const columns = {
          time,
          closeTime: time.map((moment, i) => time[i + 1] ?? moment + 1e10),
          open: of(({ prices }) => prices[0]),
          high: of(({ prices }) => Math.max(...prices)),
          low: of(({ prices }) => Math.min(...prices)),
          close: of(({ prices }) => prices[1]),
          volume: of(({ volume }) => volume),
          extra: { [name]: of(({ extra }) => extra) },
        };
        const made = barSeries(columns, {
          instrument: instrument(symbol, { tickSize }),
          timeframe: 'irregular',
          adjustment,
        });
        await writeParquet(made, at('any.parquet'));
        expect(await restored('any.parquet')).toEqual(same(made));
      }),
      { numRuns: 40 },
    );
  });
});

it('writes what other programs read: timestamps in UTC and plain columns', async () => {
  await writeParquet({ ...synthetic, extra: { oi: synthetic.volume } }, at('plain.parquet'));
  const types = await duckdbSql(
    `select column_name, column_type from (describe select * from '${at('plain.parquet')}')`,
  );
  expect(types).toEqual([
    ['time', 'TIMESTAMP WITH TIME ZONE'],
    ...['open', 'high', 'low', 'close', 'volume', 'oi'].map((name) => [name, 'DOUBLE']),
  ]);
  const [[text]] = (await duckdbSql(
    `select decode(value) from parquet_kv_metadata('${at('plain.parquet')}') where key = 'tidemark'::blob`,
  )) as [[string]];
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    instrument: { symbol: 'SYNTH' },
    timeframe: '1m',
    adjustment: 'none',
  });
});

describe('a file of ours', () => {
  const path = at('ours.parquet');

  it('gives its further columns, or those that are asked for', async () => {
    await writeParquet({ ...synthetic, extra: { oi: synthetic.volume, vwap: synthetic.close } }, path);
    const given = async (options: object, query: object = {}) =>
      Object.keys((await duckdbSource({ path, ...options }).bars(query)).data.extra);
    expect(await given({})).toEqual(['oi', 'vwap']);
    expect(await given({ extra: [] })).toEqual([]);
    expect(await given({ extra: [] }, { columns: ['vwap'] })).toEqual(['vwap']);
    await expect(given({ extra: ['vwpa'] })).rejects.toMatchObject({
      code: 'MISSING_COLUMN',
      fix: 'did you mean vwap?',
    });
  });

  it('is not overruled by an option', async () => {
    await writeParquet(barSeries(synthetic, { instrument: es, timeframe: '1m', adjustment: 'splits' }), path);
    for (const options of [
      { instrument: 'NQ' },
      { instrument: instrument('ES') },
      { timeframe: '1h' as const },
      { adjustment: 'none' as const },
    ]) {
      const [name] = Object.keys(options);
      await expect(duckdbSource({ path, ...options }).bars()).rejects.toMatchObject({
        code: 'CONTRADICTS_FILE',
        what: expect.stringMatching(`^${name} is given as .*, the file says `),
      });
    }
    const { data } = await duckdbSource({ path, instrument: 'ES', timeframe: '1m', adjustment: 'splits' }).bars();
    expect(data.instrument).toEqual(es);
  });

  it('is not read with one of another series', async () => {
    mkdirSync(at('mixed'), { recursive: true });
    await writeParquet(barSeries(synthetic, { instrument: 'ES', timeframe: '1m' }), at('mixed/a.parquet'));
    await writeParquet(barSeries(synthetic, { instrument: 'NQ', timeframe: '1m' }), at('mixed/b.parquet'));
    await expect(duckdbSource({ path: at('mixed/*.parquet') }).bars()).rejects.toMatchObject({
      code: 'MIXED_SERIES',
      where: at('mixed/b.parquet'),
      what: expect.stringContaining('this is NQ in USD'),
    });
  });

  it('with words of its own that nobody understands is refused', async () => {
    await duckdbSql(
      `copy (select 1 as time) to '${at('strange.parquet')}' (format parquet, kv_metadata {tidemark: '{"version":2}'})`,
    );
    await expect(duckdbSource({ path: at('strange.parquet') }).bars()).rejects.toMatchObject({
      code: 'BAD_METADATA',
      where: at('strange.parquet'),
    });
  });

  it('is what readParquet wants: others it refuses', async () => {
    await duckdbSql(`copy (select 1 as time) to '${at('foreign.parquet')}' (format parquet)`);
    await expect(readParquet(at('foreign.parquet'))).rejects.toMatchObject({ code: 'FOREIGN_FILE' });
    await expect(readParquet(at('ors.parquet'))).rejects.toMatchObject({
      code: 'FILE_MISSING',
      fix: 'did you mean ours.parquet?',
    });
  });
});

describe('writing', () => {
  it('replaces a file whole, and leaves it alone where it fails', async () => {
    mkdirSync(at('whole'), { recursive: true });
    const path = at('whole/bars.parquet');
    await writeParquet(synthetic, path);
    const shorter = sliceBars(synthetic, 0, 10);
    const broken = { ...shorter, extra: { bad: Float64Array.of(1) } };
    await expect(writeParquet(broken, path)).rejects.toMatchObject({ code: 'LENGTHS_DIFFER' });
    expect(await restored('whole/bars.parquet')).toEqual(same(synthetic));
    await writeParquet(shorter, path);
    expect(await restored('whole/bars.parquet')).toEqual(same(shorter));
    expect(readdirSync(at('whole'))).toEqual(['bars.parquet']);
  });

  it('refuses folders that are not there or in the way, and options that are none', async () => {
    await expect(writeParquet(synthetic, at('nowhere/bars.parquet'))).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    mkdirSync(at('taken.parquet'), { recursive: true });
    writeFileSync(at('taken.parquet/x'), '');
    await expect(writeParquet(synthetic, at('taken.parquet'))).rejects.toMatchObject({ code: 'FILE_UNWRITABLE' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await expect(writeParquet(synthetic, 'https://example.invalid/x.parquet')).rejects.toMatchObject({
      code: 'BAD_OPTION',
    });
    const options: object = { compresion: 'zstd' };
    await expect(writeParquet(synthetic, at('x.parquet'), options)).rejects.toMatchObject({
      code: 'BAD_OPTION',
      fix: 'did you mean compression?',
    });
    await expect(writeParquet(synthetic, at('x.parquet'), { rowGroupSize: 5 })).rejects.toMatchObject({
      code: 'BAD_OPTION',
    });
    expect(existsSync(at('x.parquet'))).toBe(false);
  });
});

it('a file that was copied says the same', async () => {
  await writeParquet(synthetic, at('original.parquet'));
  copyFileSync(at('original.parquet'), at('copy.parquet'));
  expect(await restored('copy.parquet')).toEqual(same(synthetic));
});
