import { describe, expect, it } from 'vitest';
import { CacheManager, TieredStore, type CacheEntry, type Store, type StoreFactory } from '../index.ts';

/** A store of a Map, and what it was asked to do; `fails` makes it fail. */
function mapStore(name: string, { reach = 'machine' as Store['reach'], sync = true } = {}) {
  const entries = new Map<string, CacheEntry>();
  const asked: string[] = [];
  const state = { fails: false };
  let version = 0;
  const answer = <T>(what: string, value: () => T): T => {
    asked.push(what);
    if (state.fails && sync) throw new Error(`${name} is down`);
    if (state.fails) return Promise.reject(new Error(`${name} is down`)) as T;
    return (sync ? value() : Promise.resolve(value())) as T;
  };
  const store: Store = {
    name,
    reach,
    sync,
    get: (key) => answer(`get ${key}`, () => entries.get(key)),
    getMany: (keys) => answer(`get ${keys.join()}`, () => keys.map((key) => entries.get(key))),
    set: (key, entry, guard) =>
      answer(`set ${key}`, () => {
        if (guard?.versions?.some((text) => text !== String(version)) === true) return false;
        entries.set(key, entry);
        return true;
      }),
    setMany: (all) =>
      answer(`set ${all.map(([key]) => key).join()}`, () => all.forEach(([key, entry]) => entries.set(key, entry))),
    delete: (keys) => answer(`delete ${keys.join()}`, () => keys.forEach((key) => entries.delete(key))),
    invalidateTags: (tags) =>
      answer(`tags ${tags.join()}`, () => {
        version++;
        for (const [key, entry] of entries) if (entry.tags.some((tag) => tags.includes(tag))) entries.delete(key);
      }),
    tagVersions: (tags) => answer('versions', () => tags.map(() => String(version))),
    clear: () => answer('clear', () => entries.clear()),
    size: () => answer('size', () => ({ entries: entries.size, bytes: 0 })),
    close: () => answer('close', () => {}),
  };
  return { store, entries, asked, state, factory: { open: () => store } satisfies StoreFactory };
}

const entry = (value: unknown, freshUntil = Infinity): CacheEntry => ({
  value,
  storedAt: 0,
  freshUntil,
  expiresAt: Infinity,
  tags: [],
});
const clock = { now: () => 1_000 };
const failures = () => {
  const failed: string[] = [];
  return { failed, sink: { failed: (store: string) => void failed.push(store) } };
};

describe.each([
  ['that answer at once', true],
  ['that answer later', false],
])('stores %s', (_, sync) => {
  const two = () => {
    const [near, far] = [mapStore('near', { sync }), mapStore('far', { sync, reach: 'network' })];
    const { failed, sink } = failures();
    return { near, far, failed, tiers: new TieredStore([near.store, far.store], clock, sink) };
  };

  it('are asked from the near to the far, and what the far one has is copied to the near', async () => {
    const { near, far, tiers } = two();
    far.entries.set('a', entry(1));
    const found = tiers.get('a');
    expect([found instanceof Promise, (await found)?.value]).toEqual([!sync, 1]);
    expect(near.entries.get('a')?.value).toBe(1);
    await tiers.get('a');
    expect(far.asked).toEqual(['get a']);
  });

  it('answer the freshest, also of what is past its time', async () => {
    const { near, far, tiers } = two();
    near.entries.set('a', entry('old', 900)).set('b', entry('newer', 950));
    far.entries.set('a', entry('new')).set('b', entry('older', 900));
    expect([(await tiers.get('a'))?.value, (await tiers.get('b'))?.value]).toEqual(['new', 'newer']);
  });

  it('answer many in one go, each asked only for what is missing', async () => {
    const { near, far, tiers } = two();
    near.entries.set('a', entry(1)).set('c', entry('old', 900));
    far.entries.set('b', entry(2)).set('c', entry(3));
    const found = await tiers.getMany(['a', 'b', 'c', 'd']);
    expect(found.map((one) => one?.value)).toEqual([1, 2, 3, undefined]);
    expect(far.asked).toEqual(['get b,c,d']);
    expect([...near.entries.values()].map(({ value }) => value)).toEqual([1, 3, 2]);
  });

  it('are written from the far to the near, and not beyond one that refuses', async () => {
    const { near, far, tiers } = two();
    const versions = await tiers.tagVersions(['us']);
    expect(await tiers.set('a', entry(1), { versions })).toBe(true);
    await far.store.invalidateTags(['us']);
    expect(await tiers.set('b', entry(2), { versions })).toBe(false);
    expect([[...near.entries.keys()], [...far.entries.keys()]]).toEqual([['a'], ['a']]);
  });

  it('that fail are left out and reported', async () => {
    const { near, far, failed, tiers } = two();
    near.state.fails = true;
    await tiers.set('a', entry(1));
    await tiers.setMany([['b', entry(2)]]);
    expect([(await tiers.get('a'))?.value, (await tiers.getMany(['b']))[0]?.value]).toEqual([1, 2]);
    far.state.fails = true;
    expect([await tiers.get('a'), await tiers.size()]).toEqual([undefined, { entries: 0, bytes: 0 }]);
    expect(new Set(failed)).toEqual(new Set(['near', 'far']));
  });

  it('that could not remove what they were told to say so, after the others have', async () => {
    const { near, far, tiers } = two();
    await tiers.set('a', entry(1));
    far.state.fails = true;
    await expect((async () => tiers.delete(['a']))()).rejects.toMatchObject({
      code: 'REMOVAL_FAILED',
      what: expect.stringContaining('far'),
    });
    expect(near.entries.has('a')).toBe(false);
  });
});

describe('a region with several tiers', () => {
  const make = (onStoreError: 'degrade' | 'throw' = 'degrade') => {
    const far = mapStore('far', { reach: 'network', sync: false });
    const disk = mapStore('disk');
    const caches = new CacheManager({
      stores: { disk: disk.factory, far: far.factory },
      regions: { bars: { ttl: '1h', tiers: ['memory', 'disk', 'far'], onStoreError } },
    });
    return { far, disk, region: caches.region<number>('bars'), caches };
  };

  it('keeps what it computes in all of them, and asks the nearest', async () => {
    const { far, disk, region } = make();
    expect(await region.getOrSet('a', () => 1)).toBe(1);
    expect([far.entries.get('a')?.value, disk.entries.get('a')?.value]).toEqual([1, 1]);
    far.asked.length = disk.asked.length = 0;
    expect([await region.get('a'), far.asked, disk.asked]).toEqual([1, [], []]);
  });

  it('takes what another process stored', async () => {
    const { far, region } = make();
    far.entries.set('a', entry(5));
    let calls = 0;
    expect([await region.getOrSet('a', () => ++calls), calls]).toEqual([5, 0]);
    expect(region.stats()).toMatchObject({ hits: 1, misses: 0 });
  });

  it('goes on with what works where one fails, and counts it; removals alone are told', async () => {
    const { far, region } = make();
    far.state.fails = true;
    expect([await region.get('a'), await region.getOrSet('a', () => 1), await region.get('a')]).toEqual([
      undefined,
      1,
      1,
    ]);
    await region.set('b', 2);
    expect(await region.getMany(['a', 'b'])).toEqual([1, 2]);
    expect(region.stats().storeErrors).toBeGreaterThanOrEqual(4);
    await expect(region.delete('a')).rejects.toMatchObject({ code: 'REMOVAL_FAILED' });
    expect(await region.get('a')).toBeUndefined();
  });

  it('throws where it is asked to', async () => {
    const { far, region } = make('throw');
    far.state.fails = true;
    await expect(region.get('a')).rejects.toMatchObject({ code: 'STORE_FAILED', where: 'bars' });
  });

  it('does not let a slow read bring back what was removed meanwhile', async () => {
    const { far, region } = make();
    let answer!: (entry: CacheEntry) => void;
    far.store.get = () => new Promise((resolve) => (answer = resolve));
    const slow = region.get('a');
    await region.delete('a');
    answer(entry('old'));
    expect(await slow).toBe('old');
    far.store.get = () => Promise.resolve(undefined);
    far.entries.clear();
    await region.delete('a');
    expect(await region.get('a')).toBeUndefined();
  });

  it('refuses to answer at once', async () => {
    const { region } = make();
    expect(() => region.getSync('a')).toThrow(
      expect.objectContaining({ code: 'REGION_NOT_SYNC', fix: expect.stringContaining('await get(') }),
    );
    expect(() => region.setSync('a', 1)).toThrow(expect.objectContaining({ code: 'REGION_NOT_SYNC' }));
    expect(() => region.getOrSetSync('a', () => 1)).toThrow(expect.objectContaining({ code: 'REGION_NOT_SYNC' }));
  });

  it('tells what each of them holds', async () => {
    const { region, caches } = make();
    await region.set('a', 1);
    expect(await caches.sizes()).toEqual({
      bars: { memory: { entries: 1, bytes: 56 }, disk: { entries: 1, bytes: 0 }, far: { entries: 1, bytes: 0 } },
    });
  });
});
