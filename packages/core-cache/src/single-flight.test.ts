import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CacheManager, type Region } from './index.ts';

const regionOf = (): Region<number> => new CacheManager({ regions: { bars: {} } }).region<number>('bars');

it('calls one factory for fifty who ask at the same time', async () => {
  const region = regionOf();
  let calls = 0;
  const ask = () =>
    region.getOrSet('key', async () => {
      calls++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return 7;
    });
  expect(new Set(await Promise.all(Array.from({ length: 50 }, ask)))).toEqual(new Set([7]));
  expect(calls).toBe(1);
  expect(region.stats()).toMatchObject({ misses: 50, coalesced: 49, computations: 1 });
});

describe('a factory', () => {
  it('may use the cache, also for the same key of another region', async () => {
    const caches = new CacheManager({ regions: { bars: {}, features: {} } });
    const value = await caches
      .region<number>('features')
      .getOrSet('ES', async () => 1 + (await caches.region<number>('bars').getOrSet('ES', async () => 1)));
    expect(value).toBe(2);
  });

  it('that waits for its own key fails and does not hang, before and after its first await', async () => {
    const region = regionOf();
    const own = (): Promise<number> => region.getOrSet('key', own);
    await expect(own()).rejects.toMatchObject({ code: 'RECURSIVE_FACTORY' });
    const late = (): Promise<number> =>
      region.getOrSet('late', async () => {
        await new Promise((resolve) => setTimeout(resolve));
        return late();
      });
    await expect(late()).rejects.toThrow('computing "late" asks for "late" itself');
    expect(await region.getOrSet('key', () => 1)).toBe(1);
  });

  it('that waits for one which waits for it fails, whoever began', async () => {
    const region = regionOf();
    const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
    const a = (): Promise<number> => region.getOrSet('a', async () => (await pause(), 1 + (await b())));
    const b = (): Promise<number> => region.getOrSet('b', async () => (await pause(), 1 + (await a())));
    const results = await Promise.allSettled([a(), b()]);
    expect(results.map((one) => (one as PromiseRejectedResult).reason.code)).toEqual([
      'RECURSIVE_FACTORY',
      'RECURSIVE_FACTORY',
    ]);
    const chain = (n: number): Promise<number> =>
      region.getOrSet(n, async () => (n === 0 ? 0 : 1 + (await chain(n - 1))));
    expect(await chain(50)).toBe(50);
  });
});

describe('a removal that overtakes a computation', () => {
  it.each<[string, (region: Region<number>) => Promise<void>]>([
    ['of the key', (region) => region.delete('key')],
    ['of a tag', (region) => region.invalidateTags(['us'])],
    ['of everything', (region) => region.clear()],
  ])('%s keeps its result out of the cache, and the next to ask begins anew', async (_, remove) => {
    const region = regionOf();
    let land!: (value: number) => void;
    const old = region.getOrSet('key', () => new Promise<number>((resolve) => (land = resolve)), { tags: ['us'] });
    await remove(region);
    const anew = region.getOrSet('key', () => 2, { tags: ['us'] });
    land(1);
    expect([await old, await anew, await region.get('key')]).toEqual([1, 2, 2]);
  });

  it('leaves other keys and tags alone', async () => {
    const region = regionOf();
    let land!: (value: number) => void;
    const value = region.getOrSet('key', () => new Promise<number>((resolve) => (land = resolve)), { tags: ['us'] });
    await region.delete('other');
    await region.invalidateTags(['de']);
    land(1);
    expect([await value, await region.get('key')]).toEqual([1, 1]);
  });

  it('is not needed where a new value is set: that one stays', async () => {
    const region = regionOf();
    let land!: (value: number) => void;
    const old = region.getOrSet('key', () => new Promise<number>((resolve) => (land = resolve)));
    await region.set('key', 2);
    land(1);
    expect([await old, await region.get('key')]).toEqual([1, 2]);
  });
});

// The source has a version that writers raise before they tell the cache. Whatever the order in which things happen: once
// a removal is done, nobody who asks afterwards is answered a version from before it.
it('never answers, after a removal, what was computed before it', { timeout: 60_000 }, async () => {
  const act = fc.record({
    kind: fc.constantFrom('read', 'read', 'delete', 'tag', 'clear', 'set'),
    key: fc.constantFrom('a', 'b'),
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(act, { minLength: 2, maxLength: 14 }), async (s, acts) => {
      const region = regionOf();
      const version: Record<string, number> = { a: 0, b: 0 };
      const removed: Record<string, number> = { a: 0, b: 0 };
      let lookups = 0;
      let outdated = 0;
      const run = async ({ kind, key }: (typeof acts)[number]): Promise<void> => {
        if (kind === 'read') {
          const least = removed[key]!;
          lookups++;
          const seen = await region.getOrSet(
            key,
            async () => {
              const read = version[key]!;
              await s.schedule(Promise.resolve(), `compute ${key}`);
              return read;
            },
            { tags: [`tag ${key}`] },
          );
          if (seen < least) outdated++;
          return;
        }
        const keys = kind === 'clear' ? ['a', 'b'] : [key];
        const now = keys.map((each) => ++version[each]!);
        if (kind === 'delete') await region.delete(key);
        else if (kind === 'tag') await region.invalidateTags([`tag ${key}`]);
        else if (kind === 'clear') await region.clear();
        else await region.set(key, now[0]!, { tags: [`tag ${key}`] });
        keys.forEach((each, i) => (removed[each] = Math.max(removed[each]!, now[i]!)));
      };
      const all = acts.map((each, i) => s.schedule(Promise.resolve(), `${i} ${each.kind}`).then(() => run(each)));
      await s.waitFor(Promise.all(all));
      const { hits, stale, misses } = region.stats();
      expect([outdated, hits + stale + misses]).toEqual([0, lookups]);
    }),
  );
});
