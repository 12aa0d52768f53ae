import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fingerprint } from '@tidemark/core-market';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { checkDataSource } from '../testing/index.ts';
import { csvSource } from './csv-source.ts';
import { sampleSp500Path } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const HEADER = 'date,open,high,low,close,adjclose,volume,oi';
const DAYS = ['2024-01-02,1,2,1,2,1.9,10,7', '2024-01-03,2,3,2,3,2.9,20,8', '2024-01-04,3,4,3,4,3.9,30,9'];
const path = file('es.csv', [HEADER, ...DAYS].join('\n'));

it('honours the contract of a source', async () => {
  await expect(checkDataSource(csvSource({ path, instrument: 'ES' }))).resolves.toBeUndefined();
  const sample = csvSource({ path: sampleSp500Path(), instrument: 'SPX' });
  await expect(checkDataSource(sample)).resolves.toBeUndefined();
});

it('gives bars and says what it found', async () => {
  const { data, report } = await csvSource({ path, instrument: 'ES', adjustment: 'splits' }).bars();
  expect(data).toMatchObject({ symbol: 'ES', timeframe: '1d', adjustment: 'splits', length: 3 });
  expect([...data.close]).toEqual([2, 3, 4]);
  expect(report).toEqual({
    source: 'es.csv',
    rows: 3,
    bars: 3,
    from: Date.UTC(2024, 0, 2),
    to: Date.UTC(2024, 0, 4),
    findings: [{ code: 'COLUMNS_IGNORED', what: 'columns were not read: oi', count: 1 }],
  });
});

it('reads further columns that its options or the query name', async () => {
  const byQuery = await csvSource({ path, instrument: 'ES' }).bars({ columns: ['oi'] });
  const byOption = await csvSource({ path, instrument: 'ES', extra: ['oi'] }).bars();
  expect([byQuery, byOption].map(({ data }) => Object.keys(data.extra))).toEqual([
    ['adjclose', 'oi'],
    ['adjclose', 'oi'],
  ]);
});

it('takes from and to as a half-open range of opens', async () => {
  const { data, report } = await csvSource({ path, instrument: 'ES' }).bars({
    from: Date.UTC(2024, 0, 3),
    to: Date.UTC(2024, 0, 4),
  });
  expect([...data.open]).toEqual([2]);
  expect(report.findings).toContainEqual({
    code: 'OUTSIDE_RANGE',
    what: 'bars lie outside the range asked for',
    count: 2,
  });
});

it('reads a file that takes several pieces as one that takes one', async () => {
  const rows = Array.from(
    { length: 120_000 },
    (_, i) => `${new Date(1.7e12 + i * 60_000).toISOString()},1.25,2.5,${1 + (i % 3) / 8},2,${i}`,
  );
  const large = file('large.csv', ['time,open,high,low,close,volume', ...rows].join('\n'));
  const { data } = await csvSource({ path: large, instrument: 'X' }).bars();
  expect([data.length, data.timeframe]).toEqual([120_000, '1m']);
  expect(data.volume.every((volume, i) => volume === i && data.low[i] === 1 + (i % 3) / 8)).toBe(true);
});

describe('a CSV in gzip', () => {
  const rows = Array.from({ length: 120_000 }, (_, i) => `${1.7e12 + i * 60_000},1.25,2.5,${1 + (i % 3) / 8},2,${i}`);
  const text = Buffer.from(['time,open,high,low,close,volume', ...rows].join('\n'));
  const zipped = gzipSync(text);

  it('gives the bars of the CSV, whatever it is called, in one member or in several', async () => {
    const plain = await csvSource({ path: file('plain.csv', text), instrument: 'X' }).bars();
    const members = [0, 1_000_000, 1_000_007].map((from, i, all) => gzipSync(text.subarray(from, all[i + 1])));
    for (const bytes of [zipped, Buffer.concat(members)]) {
      const source = csvSource({ path: file('misnamed.csv', bytes), instrument: 'X' });
      const { data, report } = await source.bars();
      expect(fingerprint(data)).toBe(fingerprint(plain.data));
      expect(report).toEqual({ ...plain.report, source: 'misnamed.csv' });
    }
  });

  it('honours the contract of a source', async () => {
    const small = gzipSync([HEADER, ...DAYS].join('\n'));
    const source = csvSource({ path: file('es.csv.gz', small), instrument: 'ES' });
    await expect(checkDataSource(source)).resolves.toBeUndefined();
  });

  it('is refused where it breaks off, is damaged or not gzip, though its lines were whole', async () => {
    const bars = (bytes: Uint8Array): Promise<unknown> =>
      csvSource({ path: file('bad.csv.gz', bytes), instrument: 'X', truncatedLastLine: 'drop' }).bars();
    const where = join(folder, 'bad.csv.gz');
    await expect(bars(zipped.subarray(0, zipped.length - 4))).rejects.toMatchObject({ code: 'GZIP_TRUNCATED', where });
    await expect(bars(zipped.subarray(0, 100_000))).rejects.toMatchObject({ code: 'GZIP_TRUNCATED', where });
    const damaged = Buffer.from(zipped);
    damaged[zipped.length - 6]! ^= 1;
    await expect(bars(damaged)).rejects.toMatchObject({ code: 'GZIP_CORRUPT', where });
    await expect(bars(Buffer.from('PK\x03\x04rest'))).rejects.toMatchObject({ code: 'COMPRESSED', where });
    await expect(bars(gzipSync(''))).rejects.toMatchObject({ code: 'EMPTY_FILE', where: `${where}:1` });
  });

  it('names the line of the text', async () => {
    const bad = file('bad-line.csv.gz', gzipSync(`${text.toString()}\n1800000000000,1,1,1,x,1`));
    await expect(csvSource({ path: bad, instrument: 'X' }).bars()).rejects.toMatchObject({ where: `${bad}:120002:21` });
  });
});

describe('its version', () => {
  const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 80));

  it('is the same for the same options and file, and another for others', async () => {
    const at = file('version.csv', [HEADER, ...DAYS].join('\n'));
    await settled();
    const versions = [
      csvSource({ path: at, instrument: 'ES' }),
      csvSource({ instrument: 'ES', path: at }),
      csvSource({ path: at, instrument: 'NQ' }),
      csvSource({ path: at, instrument: 'ES', missing: 'drop' }),
      csvSource({ path, instrument: 'ES' }),
    ].map(async (source) => source.version?.());
    const [one, same, ...others] = await Promise.all(versions);
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(same).toBe(one);
    expect(new Set([one, ...others]).size).toBe(4);
  });

  it('changes with the file, even where size and time of writing are as before', async () => {
    const at = file('changing.csv', 'one');
    utimesSync(at, 1, 1);
    await settled();
    const source = csvSource({ path: at, instrument: 'ES' });
    const before = await source.version?.();
    file('changing.csv', 'two');
    utimesSync(at, 1, 1);
    expect(await source.version?.()).toBeUndefined(); // a second write might not show yet
    await settled();
    expect(await source.version?.()).not.toBe(before);
  });

  it('is unknown where there is no file', async () => {
    expect(await csvSource({ path: join(folder, 'nowhere.csv'), instrument: 'ES' }).version?.()).toBeUndefined();
  });
});

it('tells how far it has read, and is the same source whoever listens', async () => {
  const rows = Array.from({ length: 120_000 }, (_, i) => `${1.7e12 + i * 60_000},1,1,1,1,1`);
  const text = ['time,open,high,low,close,volume', ...rows].join('\n');
  for (const [name, content] of [
    ['far.csv', text],
    ['far.csv.gz', gzipSync(text)],
  ] as const) {
    const at = join(folder, name);
    writeFileSync(at, content);
    const shares: number[] = [];
    const onProgress = (share: number): unknown => shares.push(share);
    const [loud, quiet] = [{ onProgress }, {}].map((more) => csvSource({ path: at, instrument: 'X', ...more }));
    await loud!.bars();
    expect([shares.length > 2, shares.at(-1)]).toEqual([true, 1]);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    await vi.waitFor(async () => expect(await loud!.version!()).toBeDefined()); // not just written any more
    expect(await loud!.version!()).toBe(await quiet!.version!());
  }
});

it('stops between two pieces when its caller has gone away', async () => {
  let looks = 0;
  const signal = {
    get aborted() {
      return looks++ > 1;
    },
    reason: new Error('gone'),
  };
  const rows = Array.from({ length: 300_000 }, (_, i) => `${1.7e12 + i * 60_000},1,1,1,1,1`);
  const large = file('larger.csv', ['time,open,high,low,close,volume', ...rows].join('\n'));
  await expect(csvSource({ path: large, instrument: 'X' }).bars({ signal })).rejects.toThrow('gone');
});

it('understands an AbortSignal', async () => {
  await expect(csvSource({ path, instrument: 'ES' }).bars({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
});

describe('refuses', () => {
  const bars = (at: string): Promise<unknown> => csvSource({ path: at, instrument: 'X' }).bars();

  it('a file that is not there, a folder, an empty file, a header alone', async () => {
    await expect(bars(join(folder, 'nowhere.csv'))).rejects.toMatchObject({
      code: 'FILE_MISSING',
      where: join(folder, 'nowhere.csv'),
    });
    await expect(bars(file('prices.csv', HEADER).replace('prices', 'prcies'))).rejects.toMatchObject({
      code: 'FILE_MISSING',
      fix: 'did you mean prices.csv?',
    });
    await expect(bars(join(folder, 'gone', 'prices.csv'))).rejects.toMatchObject({
      fix: `check the path: there is no folder ${join(folder, 'gone')} either`,
    });
    await expect(bars(folder)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(bars(file('empty.csv', ''))).rejects.toMatchObject({ code: 'EMPTY_FILE' });
    await expect(bars(file('header.csv', `${HEADER}\n`))).rejects.toMatchObject({ code: 'EMPTY_FILE' });
  });

  it('a bad number in any piece, by file, line and column', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${1.7e12 + i * 60_000},1,1,1,1,${i === 199_990 ? 'x' : 1}`);
    const bad = file('bad.csv', ['time,open,high,low,close,volume', ...rows].join('\n'));
    await expect(bars(bad)).rejects.toMatchObject({ code: 'BAD_NUMBER', where: `${bad}:199992:23` });
  });

  it('an option that is none, before anything is read', () => {
    const options = { path, instrument: 'X', timezone: 'UTC' };
    expect(() => csvSource(options)).toThrow(
      expect.objectContaining({ code: 'BAD_OPTION', fix: 'did you mean timeZone?' }),
    );
  });
});

it('says of the bundled sample in which years its opens are no prices', async () => {
  const { data, report } = await csvSource({ path: sampleSp500Path(), instrument: 'SPX' }).bars();
  expect([data.length, data.timeframe]).toEqual([5_105, '1d']);
  expect(report.findings.map(({ code, count }) => [code, count])).toEqual([
    ['GAPS', 1_109],
    ['OPEN_EQUALS_PREVIOUS_CLOSE', 1_450],
    ['OPEN_OFTEN_PREVIOUS_CLOSE', 275],
  ]);
  expect(report.findings[1]).toMatchObject({ fix: 'start on 2006-05-01 or later, or fill at the close' });
  expect(report.findings[2]?.what).toContain('in 2006..2007, 2012..2013 the open');
});
