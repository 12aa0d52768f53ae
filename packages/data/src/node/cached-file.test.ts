import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CacheManager } from '@tidemark/core-cache';
import { diskCache } from '@tidemark/core-cache/node';
import { fingerprint, type DataFinding } from '@tidemark/core-market';
import { afterAll, expect, it } from 'vitest';
import { cachedSource } from '../sources/cached.ts';
import { memorySource } from '../sources/memory.ts';
import { oddBars } from '../../fixtures/odd-bars.ts';
import { checkDataSource } from '../testing/index.ts';
import { csvSource } from './csv-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidemark-cached-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 80));
const caches = (tiers: readonly string[]): CacheManager =>
  new CacheManager({ stores: { disk: diskCache({ folder: join(folder, 'cache') }) }, regions: { bars: { tiers } } });
const fromCache = ({ report }: { readonly report: { readonly findings: readonly DataFinding[] } }): boolean =>
  report.findings.some(({ code }) => code === 'FROM_CACHE');

const path = join(folder, 'es.csv');
const write = (close: number): void => {
  const rows = [2, 3, 4].map((day) => `2024-01-0${day},1,9,1,${close},5`);
  writeFileSync(path, ['date,open,high,low,close,volume', ...rows].join('\n'));
  utimesSync(path, 1, 1); // as old as before: a copy that keeps times
};

it('answers a file from the cache until it changes, though size and time of writing stay', async () => {
  write(2);
  await settled();
  const region = caches(['memory']).region('bars');
  const cached = cachedSource(csvSource({ path, instrument: 'ES' }), region);
  await expect(checkDataSource(cached)).resolves.toBeUndefined();
  const [first, again] = [await cached.bars({ to: 9e12 }), await cached.bars({ to: 9e12 })];
  expect([fromCache(first), fromCache(again), again.data.close[0]]).toEqual([false, true, 2]);
  write(3);
  const changed = await cached.bars({ to: 9e12 });
  expect([fromCache(changed), changed.data.close[0]]).toEqual([false, 3]);
  await settled();
  expect(fromCache(await cached.bars({ to: 9e12 }))).toBe(false); // not kept while a second write might not have shown
  expect(fromCache(await cached.bars({ to: 9e12 }))).toBe(true);
  const otherwise = cachedSource(csvSource({ path, instrument: 'ES', timeframe: '1d', missing: 'drop' }), region);
  expect(fromCache(await otherwise.bars({ to: 9e12 }))).toBe(false);
});

it('answers another program from disk, every bit of every column', async () => {
  const bars = oddBars();
  const source = memorySource(bars, 'odd');
  const first = caches(['memory', 'disk']);
  await cachedSource(source, first.region('bars'), { key: 'odd' }).bars();
  await first.close();
  const nobody = { name: 'odd', bars: () => Promise.reject(new Error('the source was asked')) };
  const second = caches(['memory', 'disk']);
  const answer = await cachedSource(nobody, second.region('bars'), { key: 'odd' }).bars();
  expect([fromCache(answer), fingerprint(answer.data)]).toEqual([true, fingerprint(bars)]);
  expect(answer.data).toEqual(bars);
  await second.close();
});

it('keeps nothing on disk where the file changes while it is read', async () => {
  let version = 'a';
  let asked = 0;
  const source = {
    name: 'changing',
    version: async () => version,
    bars: async () => {
      asked++;
      version = asked === 1 ? 'b' : version;
      return memorySource(oddBars()).bars();
    },
  };
  const manager = caches(['memory', 'disk']);
  const cached = cachedSource(source, manager.region('bars'));
  await cached.bars();
  version = 'a';
  await cached.bars();
  expect(asked).toBe(2);
  await manager.close();
});
