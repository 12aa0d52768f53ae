import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { barSeries } from '@tidemark/core-market';
import { afterAll, describe, expect, it } from 'vitest';
import { CacheManager, type Region, type RegionPolicy } from '../index.ts';
import { clearDiskCache, diskCache, inspectDiskCache, type DiskCacheOptions } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'disk-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;

/** A region on disk alone, with a clock that begins now and stands still. */
function diskRegion(policy: RegionPolicy = {}, options: Partial<DiskCacheOptions> = {}) {
  const folder = options.folder ?? join(root, String(++made));
  const clock = { at: Date.now(), now: () => clock.at };
  const open = (tiers: readonly string[] = ['disk']): Region =>
    new CacheManager({
      clock,
      stores: { disk: diskCache({ folder, ...options }) },
      regions: { bars: { tiers, ...policy } },
    }).region('bars');
  return { folder, clock, region: open(), open };
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const entryFiles = (folder: string): string[] => files(folder).filter((path) => path.includes('/entries/'));

describe('an entry on disk', () => {
  it('is there for the next program, to the bit', async () => {
    const price = Float64Array.of(1, 2.5, 3);
    const bars = barSeries(
      {
        time: Float64Array.of(0, 60_000, 120_000),
        open: price,
        high: price,
        low: price,
        close: price,
        extra: { odd: Float64Array.of(-0, 1, NaN) },
      },
      { instrument: 'ES', adjustment: 'splits' },
    );
    const { region, open } = diskRegion();
    await region.set('bars', bars);
    await region.set('column', price);
    region.setSync({ any: 'key' }, new Map([[1n, new Date(5)]]));
    const next = open(['memory', 'disk']);
    expect(next.getSync('bars')).toEqual(bars);
    expect(next.getSync('column')).toEqual(price);
    expect(Object.is((next.getSync('bars') as typeof bars).extra['odd']![0], -0)).toBe(true);
    expect(await next.get({ any: 'key' })).toEqual(new Map([[1n, new Date(5)]]));
    expect(Object.isFrozen(await next.get('bars'))).toBe(true);
    expect(next.stats()).toMatchObject({ hits: 5, misses: 0, entries: 3 });
  });

  it('answers at once, a computation included', () => {
    const { region } = diskRegion();
    let calls = 0;
    const ask = () => region.getOrSetSync('key', () => ++calls);
    expect([region.sync, ask(), ask(), region.getSync('key'), region.getSync('other')]).toEqual([
      true,
      1,
      1,
      1,
      undefined,
    ]);
  });

  it('ends with its time, and its file with it', async () => {
    const { folder, clock, region } = diskRegion({ ttl: '10s' });
    await region.set('key', 1);
    clock.at += 10_000;
    expect([await region.get('key'), entryFiles(folder)]).toEqual([undefined, []]);
  });

  it('serves stale while it is refreshed, and where refreshing fails', async () => {
    const { clock, region } = diskRegion({ ttl: '10s', staleWhileRevalidate: '10s', graceOnError: '1h' });
    await region.set('key', 1);
    clock.at += 10_000;
    expect(await region.getOrSet('key', () => 2)).toBe(1);
    const deadline = Date.now() + 5_000;
    while (region.stats().writes < 2 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await region.getOrSet('key', () => 3)).toBe(2);
    clock.at += 20_000;
    expect(await region.getOrSet('key', () => Promise.reject(new Error('down')))).toBe(2);
  });

  it('goes with its key, with its tags, or with everything', async () => {
    const { region, open } = diskRegion();
    const other = open();
    await region.set('a', 1, { tags: ['us'] });
    await region.set('b', 2, { tags: ['de'] });
    await region.setMany([
      ['c', 3],
      ['d', 4],
    ]);
    await other.delete('c', 'never there');
    await other.invalidateTags(['us']);
    expect(await region.getMany(['a', 'b', 'c', 'd'])).toEqual([undefined, 2, undefined, 4]);
    await region.set('a', 5, { tags: ['us'] });
    expect(await other.get('a')).toBe(5);
    await other.clear();
    expect(await region.getMany(['a', 'b', 'd'])).toEqual([undefined, undefined, undefined]);
  });

  it('is not stored where its tag was invalidated while it was computed, by whomever', async () => {
    const { region, open } = diskRegion();
    const other = open();
    expect(
      await region.getOrSet(
        'key',
        async () => {
          await other.invalidateTags(['us']);
          return 'old';
        },
        { tags: ['us'] },
      ),
    ).toBe('old');
    expect(await region.get('key')).toBeUndefined();
  });

  it('is not stored where it was deleted while it was computed, by whomever', async () => {
    const { region, open } = diskRegion();
    const other = open();
    const compute = async (): Promise<string> => {
      await other.delete('key');
      return 'old';
    };
    expect([await region.getOrSet('key', compute), await region.get('key')]).toEqual(['old', undefined]);
  });

  it.each<[string, (path: string) => void]>([
    ['is cut short', (path) => truncateSync(path, 60)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['is longer than it says', (path) => writeFileSync(path, 'x', { flag: 'a' })],
    ['has a wrong bit', (path) => writeFileSync(path, readFileSync(path).fill(0xff, 50, 60))],
    ['is something else', (path) => writeFileSync(path, 'not a cache entry, but long enough to be taken for one ....')],
  ])('that %s is a miss, counted and removed', async (_, damage) => {
    const { folder, region } = diskRegion();
    await region.set('key', Float64Array.of(1, 2, 3));
    damage(entryFiles(folder)[0]!);
    expect(await region.get('key')).toBeUndefined();
    expect(region.stats()).toMatchObject({ misses: 1, corrupt: 1, errors: 1 });
    expect(entryFiles(folder)).toEqual([]);
    expect(await region.getOrSet('key', () => 5)).toBe(5);
  });

  it('is summed up anew where its file is another one or was written to, however large', async () => {
    const { folder, region } = diskRegion();
    const large = new Uint8Array(100_000).fill(7);
    await region.set('key', large);
    for (let i = 0; i < 3; i++) expect(await region.get('key')).toEqual(large);
    const [path] = entryFiles(folder);
    writeFileSync(path!, readFileSync(path!).fill(8, 50_000, 50_001));
    expect([await region.get('key'), region.stats().corrupt]).toEqual([undefined, 1]);
    await region.set('key', large.fill(9));
    expect(await region.get('key')).toEqual(large);
  });

  it('of another key with the same file is a miss', async () => {
    const { folder, region } = diskRegion();
    await region.set('one', 1);
    const [one] = entryFiles(folder);
    const bytes = readFileSync(one!);
    await region.set('two', 2);
    const two = entryFiles(folder).find((path) => path !== one)!;
    writeFileSync(two, bytes);
    expect([await region.get('two'), region.stats().corrupt]).toEqual([undefined, 0]);
  });

  it('of a region with an odd name has a folder all the same', async () => {
    const { folder } = diskRegion();
    for (const name of ['../up', 'a/b', 'ä ö', '..', 'x'.repeat(300)]) {
      const caches = new CacheManager({
        stores: { disk: diskCache({ folder }) },
        regions: { [name]: { tiers: ['disk'] } },
      });
      await caches.region(name).set('key', name);
      expect(await caches.region(name).get('key')).toBe(name);
    }
    expect(
      inspectDiskCache(folder)
        .map(({ region }) => region)
        .toSorted(),
    ).toEqual(['..', '../up', 'a/b', 'x'.repeat(300), 'ä ö'].toSorted());
  });

  it('that no file can hold is refused', async () => {
    const { region } = diskRegion({ copy: 'share' });
    await expect(region.set('key', new (class Model {})())).rejects.toMatchObject({
      code: 'UNCACHEABLE_VALUE',
      where: 'bars, key',
    });
  });
});

describe('the bound in bytes', () => {
  it('removes what was used least recently', async () => {
    const { folder, clock, region } = diskRegion({}, { maxBytes: 40_000 });
    const value = () => new Uint8Array(10_000);
    for (const [i, key] of ['a', 'b', 'c'].entries()) {
      await region.set(key, value());
      const [newest] = entryFiles(folder).filter((path) => readFileSync(path).includes(`["${key}"]`));
      utimesSync(newest!, clock.at / 1_000 - 300 + i, clock.at / 1_000 - 300 + i);
    }
    await region.get('a');
    await region.set('d', value());
    await region.set('e', value());
    expect((await region.getMany(['a', 'b', 'c', 'd', 'e'])).map((found) => found !== undefined)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(region.stats().evictions).toBe(2);
  });
});

describe('files that unfinished writes have left', () => {
  const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

  it('are swept once nobody can finish them, and count as nothing before', async () => {
    const { folder, region, clock } = diskRegion({}, { maxBytes: 16_000 });
    await region.set('key', 1);
    const place = entryFiles(folder)[0]!;
    const left = {
      dead: `${place}.${host}-999999999-0-1.tmp`, // no such process
      alive: `${place}.${host}-${process.pid}-7-1.tmp`,
      elsewhere: `${place}.00000000-1-0-1.tmp`,
      old: `${place}.${host}-${process.pid}-8-1.tmp`,
    };
    for (const path of Object.values(left)) writeFileSync(path, 'half');
    utimesSync(left.old, clock.at / 1_000 - 601, clock.at / 1_000 - 601);
    expect(inspectDiskCache(folder)).toMatchObject([{ entries: 1 }]);
    await region.set('other', new Uint8Array(2_000));
    const there = new Set(files(folder));
    expect(Object.entries(left).flatMap(([name, path]) => (there.has(path) ? [name] : []))).toEqual([
      'alive',
      'elsewhere',
    ]);
  });
});

describe('a disk cache from outside', () => {
  it('is counted and emptied, by region or by what has expired', async () => {
    const folder = join(root, 'outside');
    const caches = new CacheManager({
      stores: { disk: diskCache({ folder }) },
      regions: { bars: { tiers: ['disk'] }, quotes: { tiers: ['disk'] } },
    });
    await caches.region('bars').set('a', Float64Array.of(1));
    await caches.region('bars').set('old', 1, { ttlMs: 1 });
    await caches.region('quotes').set('a', 1);
    const later = Date.now() + 5;
    expect(inspectDiskCache(folder, later)).toMatchObject([
      { region: 'bars', entries: 2, expired: 1, locks: 0 },
      { region: 'quotes', entries: 1, expired: 0 },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2));
    expect(clearDiskCache(folder, { expired: true }).entries).toBe(1);
    expect(clearDiskCache(folder, { region: 'bars' })).toMatchObject({
      entries: 1,
      bytes: expect.any(Number) as number,
    });
    expect(await caches.region('quotes').get('a')).toBe(1);
    expect(clearDiskCache(folder).entries).toBe(1);
    expect((await caches.sizes())['bars']).toEqual({ disk: { entries: 0, bytes: 0 } });
  });

  it('that is not there is refused, and a region of it', () => {
    expect(() => inspectDiskCache(join(root, 'nowhere'))).toThrow(expect.objectContaining({ code: 'NO_SUCH_FOLDER' }));
    const { folder, region } = diskRegion();
    region.setSync('key', 1);
    expect(() => clearDiskCache(folder, { region: 'bar' })).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_REGION', fix: 'did you mean bars?' }),
    );
  });
});

it.each(['a file', '/proc/cache'])('goes on without a disk that cannot be written: %s', async (name) => {
  const folder = resolve(root, name);
  writeFileSync(join(root, 'a file'), '');
  const caches = new CacheManager({
    stores: { disk: diskCache({ folder }) },
    regions: { bars: { tiers: ['memory', 'disk'] } },
  });
  const region = caches.region('bars');
  expect([await region.getOrSet('key', () => 1), await region.get('key')]).toEqual([1, 1]);
  expect(region.stats().storeErrors).toBeGreaterThan(0);
});

it.each([[{ folder: '' }], [{ folder: 'x', maxBytes: 0 }], [{ folder: 'x', leaseMs: -1 }], [{}]])(
  'refuses %o',
  (options) => {
    expect(() => diskCache(options as DiskCacheOptions)).toThrow(expect.objectContaining({ code: 'INVALID_POLICY' }));
  },
);
