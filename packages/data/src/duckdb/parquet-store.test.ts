import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barSeries, barsBetween, fingerprint, instrument, type BarSeries } from '@tidemark/core-market';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { TimeRange } from '../sources/bar-store.ts';
import { syntheticBars } from '../sources/synthetic.ts';
import { parquetStore, writeParquet, type ParquetStoreOptions } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'tidemark-store-'));
afterAll(() => rmSync(root, { recursive: true }));

let made = 0;
function store(options: Partial<ParquetStoreOptions> = {}) {
  const folder = options.folder ?? join(root, `store ${made++}`);
  const kept = parquetStore({ instrument: 'ES', timeframe: '1m', threads: 1, ...options, folder });
  return {
    folder,
    files: () => (existsSync(folder) ? readdirSync(folder) : []),
    covered: () => kept.covered(),
    read: (asked: TimeRange) => kept.read(asked),
    write: (whole: TimeRange, bars: BarSeries) => kept.write(whole, bars),
  };
}

const MINUTE = 60_000;
const T0 = Date.UTC(2024, 0, 2);
const es = instrument('ES', { tickSize: 0.25, multiplier: 50 });
const all = barSeries(syntheticBars({ bars: 1_000, timeframe: '1m', start: T0, seed: 9 }), {
  instrument: es,
  timeframe: '1m',
});
/** A range by minutes, and the bars of it. */
const range = (from: number, to: number) => ({ from: T0 + from * MINUTE, to: T0 + to * MINUTE });
const part = (from: number, to: number, bars: BarSeries = all): BarSeries =>
  barsBetween(bars, range(from, to).from, range(from, to).to);

describe('a store', () => {
  it('has nothing before something is written', async () => {
    const { covered, read, files } = store();
    expect([await covered(), await read(range(0, 10)), files()]).toEqual([[], undefined, []]);
  });

  it('gives what was written, to the bit, and any part of it', async () => {
    const { covered, read, write, files } = store();
    await write(range(0, 400), part(0, 400));
    await write(range(400, 700), part(400, 700));
    await write(range(800, 1_000), part(800, 1_000));
    expect(await covered()).toEqual([range(0, 700), range(800, 1_000)]);
    expect(files()).toHaveLength(3);
    const whole = await read(range(-100, 5_000));
    expect([whole?.length, whole?.instrument, fingerprint(part(0, 700)), fingerprint(part(800, 1000))]).toEqual([
      900,
      es,
      fingerprint(barsBetween(whole ?? all, range(0, 700).from, range(0, 700).to)),
      fingerprint(part(800, 1_000, whole)),
    ]);
    const some = await read(range(399, 402));
    expect(fingerprint(some ?? all)).toBe(fingerprint(part(399, 402)));
    expect(await read(range(710, 790))).toBeUndefined();
  });

  it('knows a range in which there are no bars', async () => {
    const { covered, read, write } = store();
    await write(range(0, 10), part(0, 0));
    expect([await covered(), await read(range(0, 10))]).toEqual([[range(0, 10)], undefined]);
  });

  it('replaces what was stored of a range, and no more', async () => {
    const { covered, read, write, files } = store();
    const other = barSeries(
      { ...all, volume: all.volume.map((volume) => volume + 1) },
      { instrument: es, timeframe: '1m' },
    );
    await write(range(0, 300), part(0, 300));
    await write(range(100, 200), part(150, 200, other));
    const bars = await read(range(0, 300));
    expect(bars?.length).toBe(250);
    expect([99, 100, 149, 150].map((i) => bars?.volume[i])).toEqual([
      all.volume[99],
      other.volume[150],
      other.volume[199],
      all.volume[200],
    ]);
    expect(await covered()).toEqual([range(0, 300)]);
    await write(range(-50, 500), part(0, 500));
    expect(files()).toHaveLength(1);
    expect(fingerprint((await read(range(0, 500))) ?? all)).toBe(fingerprint(part(0, 500)));
  });

  it('after any writes holds for each minute what was written of it last', { timeout: 120_000 }, async () => {
    const writes = fc.array(fc.tuple(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 1, max: 12 }), fc.boolean()), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(writes, async (list) => {
        const { covered, read, write } = store();
        const wanted = new Map<number, number | undefined>();
        for (const [i, [from, length, empty]] of list.entries()) {
          const to = from + length;
          const marked = barSeries({ ...all, volume: all.volume.map(() => i) }, { instrument: es, timeframe: '1m' });
          await write(range(from, to), part(from, empty ? from : to, marked));
          for (let minute = from; minute < to; minute++) wanted.set(minute, empty ? undefined : i);
        }
        const bars = await read(range(0, 40));
        const expected = [...wanted].filter(([, mark]) => mark !== undefined).toSorted(([a], [b]) => a - b);
        expect([...(bars?.time ?? [])].map((time, i) => [(time - T0) / MINUTE, bars?.volume[i]])).toEqual(expected);
        const minutes = (await covered()).reduce((sum, { from, to }) => sum + (to - from) / MINUTE, 0);
        expect(minutes).toBe(wanted.size);
      }),
      { numRuns: 15 },
    );
  });

  it('joins parts of which some have columns that others lack', async () => {
    const { read, write } = store();
    await write(range(0, 5), { ...part(0, 5), extra: { oi: part(0, 5).close } });
    await write(range(5, 10), { ...part(5, 10), closeTime: part(5, 10).time.map((time) => time + 1_000) });
    const bars = await read(range(0, 10));
    expect([...(bars?.extra['oi']?.subarray(4, 6) ?? [])]).toEqual([all.close[4], NaN]);
    expect([bars?.closeTime?.[4], bars?.closeTime?.[5]]).toEqual([range(5, 6).from, range(5, 6).from + 1_000]);
  });
});

describe('refuses to store', () => {
  const { write, files } = store({ adjustment: 'splits' });
  const splits: BarSeries = { ...all, adjustment: 'splits' };

  it('bars of another series', async () => {
    const others = [
      { ...splits, instrument: instrument('NQ') },
      { ...splits, adjustment: 'none' as const },
      { ...splits, timeframe: '1s' as const },
    ];
    for (const bars of others) {
      await expect(write(range(0, 1_000), bars)).rejects.toMatchObject({ code: 'SERIES_DIFFERS' });
    }
    const strict = store({ instrument: instrument('ES') });
    await expect(strict.write(range(0, 1_000), all)).rejects.toMatchObject({
      code: 'SERIES_DIFFERS',
      what: 'the store keeps ES in USD x1, 1m, adjusted for none, these bars are ES in USD x50 tick 0.25, 1m, adjusted for none',
    });
  });

  it('bars outside the range, and ranges that are none', async () => {
    await expect(write(range(1, 1_000), splits)).rejects.toMatchObject({
      code: 'OUTSIDE_RANGE',
      what: expect.stringContaining('1 of 1000 bars'),
    });
    for (const [from, to] of [
      [1, 1],
      [2, 1],
      [NaN, 1],
      [0, Infinity],
    ] as const) {
      await expect(write({ from, to }, splits)).rejects.toMatchObject({ code: 'BAD_RANGE' });
    }
    expect(files()).toEqual([]);
  });

  it('options that are none', () => {
    const options: object = { folder: root, instrument: 'ES', timeframe: '1m', adjustments: 'none' };
    expect(() => parquetStore(options as ParquetStoreOptions)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', fix: 'did you mean adjustment?' }),
    );
  });
});

describe('refuses, by name, a file in the folder', () => {
  async function filled() {
    const one = store();
    await one.write(range(0, 100), part(0, 100));
    const [name = ''] = one.files();
    return { ...one, path: join(one.folder, name) };
  }

  it('that was cut off', async () => {
    const { covered, read, path } = await filled();
    writeFileSync(path, readFileSync(path).subarray(0, 700));
    const refused = { code: 'FILE_DAMAGED', where: path, what: 'the file is damaged: it is cut off, or no Parquet' };
    await expect(covered()).rejects.toMatchObject(refused);
    await expect(read(range(0, 10))).rejects.toMatchObject(refused);
  });

  it('whose middle was overwritten', async () => {
    const { read, path } = await filled();
    const bytes = readFileSync(path);
    bytes.fill(0x55, 4, bytes.length - 8);
    writeFileSync(path, bytes);
    await expect(read(range(0, 10))).rejects.toMatchObject({ code: 'FILE_DAMAGED', where: path });
  });

  it('that has another name, another range in its name, or another series in it', async () => {
    const strange = await filled();
    await writeParquet(part(0, 10), join(strange.folder, 'mine.parquet'));
    const foreign = { code: 'FOREIGN_FILE', where: join(strange.folder, 'mine.parquet') };
    await expect(strange.covered()).rejects.toMatchObject(foreign);
    await expect(strange.read(range(0, 10))).rejects.toMatchObject(foreign);
    await expect(strange.write(range(0, 10), part(0, 10))).rejects.toMatchObject(foreign);

    const renamed = await filled();
    const to = renamed.path.replace(`_${range(0, 100).to}_`, `_${range(0, 200).to}_`);
    renameSync(renamed.path, to);
    await expect(renamed.read(range(0, 10))).rejects.toMatchObject({ code: 'FOREIGN_FILE', where: to });

    const other = store({ instrument: 'NQ' });
    await other.write(range(0, 100), { ...part(0, 100), instrument: instrument('NQ') });
    const mixed = await filled();
    copyFileSync(join(other.folder, other.files()[0] ?? ''), mixed.path);
    await expect(mixed.read(range(0, 10))).rejects.toMatchObject({
      code: 'FOREIGN_FILE',
      what: expect.stringContaining('it says NQ in USD x1, 1m'),
    });
  });

  it('but none that is no Parquet by its name', async () => {
    const { covered, folder } = await filled();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    expect(await covered()).toHaveLength(1);
  });
});

describe('temporary files', () => {
  it('of processes that are gone are swept by the next write, others are left alone', async () => {
    const { write, folder, files } = store();
    await write(range(0, 10), part(0, 10));
    const { sweepTemporaries } = await import('./temp-file.ts');
    const elsewhere = join(folder, '.bars.parquet.00000000-1-00000000.tmp');
    const old = join(folder, '.bars.parquet.00000000-2-00000000.tmp');
    const notOurs = join(folder, '.other.tmp');
    for (const path of [elsewhere, old, notOurs]) writeFileSync(path, 'x');
    utimesSync(old, 1, 1);
    await sweepTemporaries(folder);
    expect(files().filter((name) => name.endsWith('.tmp'))).toEqual([
      '.bars.parquet.00000000-1-00000000.tmp',
      '.other.tmp',
    ]);
  });
});
