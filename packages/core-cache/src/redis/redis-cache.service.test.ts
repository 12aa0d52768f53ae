import { Redis } from 'ioredis';
import { barSeries } from '@tidemark/core-market';
import { afterAll, describe, expect, it } from 'vitest';
// nx-ignore-next-line
import { cutProxy } from '../../../../testing/cut-proxy.mjs';
// nx-ignore-next-line
import { describeService } from '../../../../testing/services.mjs';
import { CacheManager, type Region, type RegionPolicy } from '../index.ts';
import { connect } from './redis-connection.ts';
import { fromIoredis, redisCache, type RedisCacheOptions } from './index.ts';

const until = async (condition: () => boolean | Promise<boolean>): Promise<boolean> => {
  for (const deadline = Date.now() + 5_000; Date.now() < deadline;) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return false;
};

/** Waits until what is removed in one is heard of in the other. */
async function listening(one: Region, other: Region): Promise<void> {
  await until(async () => {
    await other.set('probe', 1);
    await one.set('probe', 2);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return other.stats().entries === 0;
  });
  await other.clear();
}

await describeService('redis', 'a cache in Redis', (url) => {
  const prefix = `test-cache-${process.pid}:`;
  const bare = new Redis(url);
  const opened: CacheManager[] = [];
  let made = 0;
  /** A region that nobody else has; `another` opens it once more, as another process would. */
  const regionOf = (policy: RegionPolicy = {}, options: Partial<RedisCacheOptions> = {}) => {
    const name = `r${++made}`;
    const clock = { shift: 0, now: () => Date.now() + clock.shift };
    const another = (): Region => {
      const caches = new CacheManager({
        clock,
        stores: { redis: redisCache({ url, prefix, ...options }) },
        regions: { [name]: { tiers: ['redis'], ...policy } },
      });
      opened.push(caches);
      return caches.region(name);
    };
    return { name, clock, another, region: another(), keyOf: (key: string) => `${prefix}{${name}}:e:${key}` };
  };

  afterAll(async () => {
    for (const caches of opened) await caches.close();
    for await (const keys of bare.scanStream({ match: `${prefix}*` }))
      if ((keys as string[]).length > 0) await bare.unlink(keys as string[]);
    bare.disconnect();
  });

  it('survives the program, to the bit', async () => {
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
    const { region, another } = regionOf();
    await region.set('bars', bars);
    await region.set({ any: 'key' }, [1n, undefined, new Date(5)]);
    await region.set('bytes', Uint8Array.of(1, 2, 3));
    const next = another();
    expect(await next.getMany(['bars', { any: 'key' }, 'none', 'bytes'])).toEqual([
      bars,
      [1n, undefined, new Date(5)],
      undefined,
      Uint8Array.of(1, 2, 3),
    ]);
    const odd = ((await next.get('bars')) as typeof bars).extra['odd']!;
    expect([Object.is(odd[0], -0), Object.isFrozen(await next.get('bars')), next.stats().hits]).toEqual([
      true,
      true,
      4 + 1,
    ]);
  });

  it('lives by the clock of Redis, with the grace that the policy adds', async () => {
    const { region, keyOf } = regionOf({ ttl: '10s', graceOnError: '1m' });
    await region.set('a', 1);
    await region.setMany([['b', 2]], { ttlMs: Infinity });
    const left = await bare.pttl(keyOf('a'));
    expect(left).toBeGreaterThan(60_000);
    expect(left).toBeLessThanOrEqual(70_000);
    expect(await bare.pttl(keyOf('b'))).toBe(-1);
  });

  it('serves stale while it is refreshed, and where refreshing fails', async () => {
    const { clock, region } = regionOf({ ttl: '10s', staleWhileRevalidate: '10s', graceOnError: '1h' });
    await region.set('key', 1);
    clock.shift = 10_000;
    expect(await region.getOrSet('key', () => 2)).toBe(1);
    // Asked again, not once: on a busy machine a refresh may be given up, and the next reader's takes its place.
    expect(await until(async () => (await region.getOrSet('key', () => 2)) === 2)).toBe(true);
    clock.shift = 40_000;
    expect(await region.getOrSet('key', () => Promise.reject(new Error('down')))).toBe(2);
  });

  it('forgets keys, tags or everything, also what is being computed elsewhere', async () => {
    const { region, another } = regionOf();
    const other = another();
    await region.set('a', 1, { tags: ['us', 'share'] });
    await region.set('b', 2, { tags: ['de'] });
    await region.setMany([['c', 3]]);
    await other.invalidateTags(['us']);
    await other.delete('c', 'never there');
    expect(await region.getMany(['a', 'b', 'c'])).toEqual([undefined, 2, undefined]);
    for (const remove of [() => other.delete('key'), () => other.invalidateTags(['us']), () => other.clear()]) {
      const compute = async (): Promise<string> => {
        await remove();
        return 'old';
      };
      expect(await region.getOrSet('key', compute, { tags: ['us'] })).toBe('old');
      expect(await other.get('key')).toBeUndefined();
    }
    expect(await region.get('b')).toBeUndefined();
    expect(await region.getOrSet('key', () => 'new', { tags: ['us'] })).toBe('new');
    expect(await other.get('key')).toBe('new');
  });

  it('refuses the write of one whose lease was over while somebody else computed', async () => {
    const { region, name, another } = regionOf();
    const value = await region.getOrSet('key', async () => {
      await bare.del(`${prefix}{${name}}:l:key`); // its lease has run out
      await another().getOrSet('key', () => 'newer');
      return 'older';
    });
    expect([value, await region.get('key')]).toEqual(['older', 'newer']);
  });

  it('stores what took longer than its lease, where nobody else computed it', async () => {
    const { region, name } = regionOf();
    await region.getOrSet('key', async () => {
      await bare.del(`${prefix}{${name}}:l:key`);
      return 'late';
    });
    expect(await region.get('key')).toBe('late');
  });

  it('takes what it cannot read for a miss, counts and removes it', async () => {
    const { region, keyOf } = regionOf();
    await bare.set(keyOf('key'), 'something of another version');
    expect([await region.get('key'), await region.getOrSet('key', () => 1)]).toEqual([undefined, 1]);
    expect(region.stats()).toMatchObject({ corrupt: 1, misses: 2 });
  });

  it('tells the memories of other processes what was removed or replaced', async () => {
    const { region, another } = regionOf({ tiers: ['memory', 'redis'] });
    const other = another();
    await listening(region, other);
    for (const change of [
      () => region.set('key', 2),
      () => region.delete('key'),
      () => region.invalidateTags(['us']),
      () => region.clear(),
    ]) {
      await other.set('key', 1, { tags: ['us'] });
      await until(() => other.stats().entries > 0);
      await change();
      expect(await until(() => other.stats().entries === 0)).toBe(true);
    }
    await region.set('key', 3);
    expect(await until(async () => (await other.get('key')) === 3)).toBe(true);
  });

  it('has no more keys in one region than that', async () => {
    const { region, name } = regionOf();
    await region.setMany(Array.from({ length: 1_200 }, (_, i) => [i, i] as const));
    const caches = opened.at(-1)!;
    expect((await caches.sizes())[name]!['redis']).toMatchObject({
      entries: 1_200,
      bytes: expect.any(Number) as number,
    });
    expect(await region.getMany([0, 1_199])).toEqual([0, 1_199]);
    await region.clear();
    expect((await caches.sizes())[name]!['redis']!.entries).toBe(0);
  });

  it('answers all who ask at the same time with one command', async () => {
    let commands = 0;
    const client = fromIoredis(bare);
    const counted = {
      ...client,
      command: (...command: Parameters<typeof client.command>) => (commands++, client.command(...command)),
    };
    const { region } = regionOf({}, { url: undefined, client: counted });
    await region.setMany(Array.from({ length: 600 }, (_, i) => [i, i] as const));
    commands = 0;
    const asked = Array.from({ length: 601 }, (_, i) => region.get(i));
    expect(await Promise.all(asked)).toEqual([...Array.from({ length: 600 }, (_, i) => i), undefined]);
    expect(commands).toBe(2); // of at most 500 keys each
  });

  it('works on a client that is there already, and leaves it open', async () => {
    const { region } = regionOf({}, { url: undefined, client: fromIoredis(bare) });
    await region.set('key', 1);
    expect(await region.get('key')).toBe(1);
    await opened.at(-1)!.close();
    expect(await bare.ping()).toBe('PONG');
  });

  describe('through a connection that breaks', () => {
    it('degrades to the next tier, counts it, and is there again afterwards', { timeout: 20_000 }, async () => {
      const link = await cutProxy(url);
      const { region, another } = regionOf(
        { tiers: ['memory', 'redis'] },
        { url: `redis://127.0.0.1:${link.port}`, retryAfterMs: 50, timeoutMs: 500 },
      );
      await listening(another(), region);
      await region.set('before', 1);
      link.refuse(true);
      expect([await region.get('before'), await region.get('other')]).toEqual([1, undefined]);
      expect(await region.getOrSet('during', () => 2)).toBe(2);
      expect(await region.get('during')).toBe(2);
      expect(region.stats().storeErrors).toBeGreaterThan(0);
      await expect(region.delete('before')).rejects.toMatchObject({ code: 'REMOVAL_FAILED' });
      link.refuse(false);
      expect(
        await until(async () => {
          await region.set('after', 3);
          return (await another().get('after')) === 3;
        }),
      ).toBe(true);
      await link.close();
    });

    it('forgets what it kept in memory, for removals it cannot have heard of', { timeout: 20_000 }, async () => {
      const link = await cutProxy(url);
      const { region, another } = regionOf(
        { tiers: ['memory', 'redis'] },
        { url: `redis://127.0.0.1:${link.port}`, retryAfterMs: 20, timeoutMs: 500 },
      );
      await listening(another(), region);
      await region.set('key', 1);
      link.refuse(true);
      await bare.del(`${prefix}{r${made}}:e:key`);
      expect(await region.get('key')).toBe(1);
      link.refuse(false);
      expect(await until(() => region.stats().entries === 0)).toBe(true);
      expect(another().name).toBe(region.name);
      await link.close();
    });
  });
});

describe('where there is no Redis', () => {
  const nowhere = { url: 'redis://127.0.0.1:1', timeoutMs: 500 };

  it('a region answers from memory, and no get throws', async () => {
    const caches = new CacheManager({
      stores: { redis: redisCache(nowhere) },
      regions: { bars: { tiers: ['memory', 'redis'] } },
    });
    const region = caches.region('bars');
    expect([
      await region.get('key'),
      await region.getOrSet('key', () => 1),
      await region.get('key'),
      await region.getMany(['key']),
    ]).toEqual([undefined, 1, 1, [1]]);
    expect(region.stats().storeErrors).toBeGreaterThanOrEqual(2);
    await caches.close();
  });

  it('a get throws where it is asked to', async () => {
    const caches = new CacheManager({
      stores: { redis: redisCache(nowhere) },
      regions: { bars: { tiers: ['memory', 'redis'], onStoreError: 'throw' } },
    });
    await expect(caches.region('bars').get('key')).rejects.toMatchObject({ code: 'STORE_FAILED' });
    await caches.close();
  });

  it('a driver that never answers is given up after its time, and left alone for a while', async () => {
    let commands = 0;
    const client = {
      command: () => (commands++, new Promise(() => {})),
      pipeline: () => new Promise<unknown[]>(() => {}),
      subscribe: async () => async () => {},
      close: async () => {},
    };
    const caches = new CacheManager({
      stores: { redis: redisCache({ client, timeoutMs: 20, retryAfterMs: 60_000 }) },
      regions: { bars: { tiers: ['redis'] } },
    });
    const region = caches.region('bars');
    expect([await region.get('a'), await region.get('b'), await region.getOrSet('c', () => 1), commands]).toEqual([
      undefined,
      undefined,
      1,
      1,
    ]);
  });
});

it('says how to install the driver where it is missing, and does not take that for an outage', async () => {
  const client = connect('redis://127.0.0.1:1', () => Promise.reject(new Error("Cannot find package 'ioredis'")));
  const caches = new CacheManager({
    stores: { redis: redisCache({ client }) },
    regions: { bars: { tiers: ['memory', 'redis'] } },
  });
  const missing = { code: 'REDIS_DRIVER_MISSING', fix: expect.stringContaining('npm install ioredis') as string };
  await expect(caches.region('bars').get('key')).rejects.toMatchObject(missing);
  await expect(caches.region('bars').getOrSet('key', () => 1)).rejects.toMatchObject(missing);
  await caches.close();
});

it.each([
  [{}],
  [{ url: 'redis://x', client: {} }],
  [{ url: 'redis://x', timeoutMs: 0 }],
  [{ url: 'redis://x', leaseMs: NaN }],
])('refuses %o', (options) => {
  expect(() => redisCache(options as RedisCacheOptions)).toThrow(expect.objectContaining({ code: 'INVALID_POLICY' }));
});
