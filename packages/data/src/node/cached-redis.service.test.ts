import { CacheManager } from '@tidemark/core-cache';
import { redisCache } from '@tidemark/core-cache/redis';
import { fingerprint } from '@tidemark/core-market';
import { Redis } from 'ioredis';
import { afterAll, expect, it } from 'vitest';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { cachedSource } from '../sources/cached.ts';
import { memorySource } from '../sources/memory.ts';
import { oddBars } from '../../fixtures/odd-bars.ts';

await describeService('redis', 'a cached source over Redis', (url) => {
  const prefix = `test-cached-source-${process.pid}:`;
  const bare = new Redis(url);
  const opened: CacheManager[] = [];
  const regionOf = () => {
    const caches = new CacheManager({
      stores: { redis: redisCache({ url, prefix }) },
      regions: { bars: { tiers: ['redis'], ttl: '1m' } },
    });
    opened.push(caches);
    return caches.region('bars');
  };

  afterAll(async () => {
    for (const caches of opened) await caches.close();
    for await (const keys of bare.scanStream({ match: `${prefix}*` }))
      if ((keys as string[]).length > 0) await bare.unlink(keys as string[]);
    bare.disconnect();
  });

  it('answers another program, every bit of every column', async () => {
    const bars = oddBars();
    await cachedSource(memorySource(bars, 'odd'), regionOf(), { key: 'odd' }).bars();
    const nobody = { name: 'odd', bars: () => Promise.reject(new Error('the source was asked')) };
    const { data, report } = await cachedSource(nobody, regionOf(), { key: 'odd' }).bars();
    expect(report.findings.at(-1)).toMatchObject({ code: 'FROM_CACHE' });
    expect([data, fingerprint(data)]).toEqual([bars, fingerprint(bars)]);
  });

  it('reads once for two programs that ask at once', async () => {
    let asked = 0;
    const inner = memorySource(oddBars(), 'slow');
    const slow = {
      name: 'slow',
      bars: async () => {
        asked++;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return inner.bars();
      },
    };
    const answers = await Promise.all(
      [regionOf(), regionOf()].map((region) => cachedSource(slow, region, { key: 1 }).bars()),
    );
    expect([asked, answers.length]).toEqual([1, 2]);
  });

  it('keeps nothing where the source changes while it is read', async () => {
    let version = 'a';
    let asked = 0;
    const source = {
      name: 'changing',
      version: async () => version,
      bars: async () => {
        if (++asked === 1) version = 'b';
        return memorySource(oddBars()).bars();
      },
    };
    const cached = cachedSource(source, regionOf());
    await cached.bars();
    version = 'a';
    await cached.bars();
    expect(asked).toBe(2);
  });
});
