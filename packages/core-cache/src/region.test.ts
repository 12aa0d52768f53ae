import { barSeries } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { CacheManager, type CacheManagerOptions, type Region, type RegionPolicy } from './index.ts';

/** A region with a clock that stands still. */
function regionOf<V = unknown>(
  policy: RegionPolicy = {},
  options: CacheManagerOptions = {},
): { region: Region<V>; clock: { at: number } } {
  const clock = { at: 1_000_000, now: () => clock.at };
  const region = new CacheManager({ ...options, clock, regions: { bars: policy } }).region<V>('bars');
  return { region, clock };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('keys', () => {
  it('are texts or any plain data, told apart', async () => {
    const { region } = regionOf();
    const keys: unknown[] = ['5', 5, '=5', '==5', ['5'], { a: 1, b: 2 }, NaN, undefined, new Date(5)];
    for (const [i, key] of keys.entries()) await region.set(key, i);
    expect(await region.getMany(keys)).toEqual([...keys.keys()]);
    expect(await region.get({ b: 2, a: 1 })).toBe(5);
    await region.delete('5', { b: 2, a: 1 });
    expect(await region.getMany(['5', 5, { a: 1, b: 2 }])).toEqual([undefined, 1, undefined]);
  });

  it('that say nothing are refused', async () => {
    await expect(regionOf().region.get(() => 1)).rejects.toMatchObject({ code: 'UNUSABLE_KEY' });
  });
});

describe('values', () => {
  it.each([[undefined], [null], [0], [''], [false], [NaN]])('of %o are values, not misses', async (value) => {
    const { region } = regionOf();
    let calls = 0;
    for (let i = 0; i < 3; i++) expect(await region.getOrSet('key', () => (calls++, value))).toBe(value);
    expect(calls).toBe(1);
  });

  it('are apart from what the caller goes on with', async () => {
    const { region } = regionOf<{ list: number[]; close: Float64Array }>();
    const own = { list: [1], close: Float64Array.of(1) };
    const first = await region.getOrSet('key', () => own);
    own.list.push(2);
    own.close[0] = 9;
    first.close[0] = 9;
    expect(await region.get('key')).toEqual({ list: [1], close: Float64Array.of(1) });
    expect(() => first.list.push(3)).toThrow(TypeError);
  });

  it('are bars to the bit', async () => {
    const { region } = regionOf();
    const price = Float64Array.of(1, 2.5, 3);
    const bars = barSeries(
      { time: Float64Array.of(0, 60_000, 120_000), open: price, high: price, low: price, close: price },
      { instrument: 'ES' },
    );
    await region.set('bars', bars);
    expect(await region.get('bars')).toEqual(bars);
  });

  it('that no cache can keep are refused, a function among them', async () => {
    const { region } = regionOf();
    await expect(region.set('key', { load: () => 1 })).rejects.toMatchObject({
      code: 'UNCACHEABLE_VALUE',
      where: 'bars, key, load',
    });
    await expect(region.getOrSet('key', () => new (class Model {})())).rejects.toMatchObject({
      code: 'UNCACHEABLE_VALUE',
    });
    expect(await region.getOrSet('key', () => 1)).toBe(1);
  });
});

describe('time', () => {
  it('ends an entry, and begins it anew with its next value', async () => {
    const { region, clock } = regionOf({ ttl: '10s' });
    await region.set('key', 1);
    clock.at += 9_999;
    expect(await region.get('key')).toBe(1);
    clock.at += 1;
    expect([await region.get('key'), region.getSync('key')]).toEqual([undefined, undefined]);
    expect(await region.getOrSet('key', () => 2)).toBe(2);
  });

  it('is the entry’s own where it says so', async () => {
    const { region, clock } = regionOf({ ttl: '10s' });
    await region.set('short', 1, { ttlMs: 5 });
    await region.getOrSet('long', () => 2, { ttl: '1h' });
    clock.at += 10_000;
    expect(await region.getMany(['short', 'long'])).toEqual([undefined, 2]);
    await expect(region.set('key', 1, { ttl: 5 as never })).rejects.toMatchObject({ code: 'NUMBER_AS_DURATION' });
    await expect(region.set('key', 1, { maxBytes: 5 } as object)).rejects.toMatchObject({ code: 'UNKNOWN_OPTION' });
  });

  it('is shortened by jitter, never lengthened', async () => {
    const { region, clock } = regionOf({ ttl: '10s', jitter: 0.2 }, { random: () => 0.5 });
    await region.set('key', 1);
    clock.at += 8_999;
    expect(await region.get('key')).toBe(1);
    clock.at += 1;
    expect(await region.get('key')).toBeUndefined();
  });

  it('of nothing is shorter where the policy says so', async () => {
    const { region, clock } = regionOf({ ttl: '1h', negativeTtl: '1s' });
    for (const [key, value] of [
      ['none', null],
      ['nothing', undefined],
      ['some', 1],
    ])
      await region.getOrSet(key, () => value);
    clock.at += 1_000;
    let calls = 0;
    for (const key of ['none', 'nothing', 'some']) await region.getOrSet(key, () => (calls++, 2));
    expect(calls).toBe(2);
  });
});

describe('stale while revalidate', () => {
  it('answers the old value at once and computes the new one behind it, once', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', staleWhileRevalidate: '5s' });
    let value = 1;
    let calls = 0;
    const ask = () => region.getOrSet('key', async () => (calls++, value));
    expect(await ask()).toBe(1);
    clock.at += 10_000;
    value = 2;
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    await settle();
    expect([await ask(), calls]).toEqual([2, 2]);
    expect(region.stats()).toMatchObject({ hits: 1, stale: 3, misses: 1, computations: 2 });
  });

  it('does so at once, too', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', staleWhileRevalidate: '5s' });
    region.getOrSetSync('key', () => 1);
    clock.at += 10_000;
    expect(region.getOrSetSync('key', () => 2)).toBe(1);
    await settle();
    expect(region.getSync('key')).toBe(2);
  });

  it('waits for the new value once its time is over', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', staleWhileRevalidate: '5s' });
    await region.set('key', 1);
    clock.at += 15_000;
    expect(await region.getOrSet('key', () => 2)).toBe(2);
  });

  it('survives a refresh that fails, and tries again a little later', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', staleWhileRevalidate: '1h' });
    await region.set('key', 1);
    clock.at += 10_000;
    let calls = 0;
    const ask = () => region.getOrSet<number>('key', () => Promise.reject(new Error(`down ${++calls}`)));
    for (let i = 0; i < 3; i++) {
      expect(await ask()).toBe(1);
      await settle();
    }
    expect(calls).toBe(1);
    clock.at += 1_000;
    expect(await ask()).toBe(1);
    await settle();
    expect([calls, region.stats().factoryErrors]).toEqual([2, 2]);
  });
});

describe('a factory that fails', () => {
  it('fails for all who wait for it, and is asked again afterwards', async () => {
    const { region } = regionOf<number>();
    let calls = 0;
    const ask = () => region.getOrSet<number>('key', () => Promise.reject(new Error(`down ${++calls}`)));
    const all = await Promise.allSettled([ask(), ask()]);
    expect(all.map((one) => (one as PromiseRejectedResult).reason.message)).toEqual(['down 1', 'down 1']);
    await expect(ask()).rejects.toThrow('down 2');
    expect(region.stats()).toMatchObject({ misses: 3, coalesced: 1, computations: 2, factoryErrors: 2, errors: 2 });
  });

  it('is pardoned within the grace: the old value is answered, and it is left alone for a second', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', graceOnError: '1m' });
    await region.set('key', 1);
    clock.at += 10_000;
    let calls = 0;
    const ask = () => region.getOrSet<number>('key', () => Promise.reject(new Error(`down ${++calls}`)));
    const askNow = () =>
      region.getOrSetSync<number>('key', () => {
        throw new Error(`down ${++calls}`);
      });
    expect([await ask(), await ask(), askNow(), calls]).toEqual([1, 1, 1, 1]);
    clock.at += 1_000;
    expect([askNow(), calls]).toEqual([1, 2]);
    clock.at += 59_000;
    await expect(ask()).rejects.toThrow('down 3');
    expect(askNow).toThrow('down 4');
    expect(region.stats()).toMatchObject({ hits: 0, stale: 4, misses: 2, factoryErrors: 4 });
  });

  it('is not pardoned with a value that was removed meanwhile', async () => {
    const { region, clock } = regionOf<number>({ ttl: '10s', graceOnError: '1m' });
    await region.set('key', 1);
    clock.at += 10_000;
    const asked = region.getOrSet<number>('key', async () => {
      await region.delete('key');
      throw new Error('down');
    });
    await expect(asked).rejects.toThrow('down');
  });
});

describe('tags', () => {
  it('find the entries to remove', async () => {
    const { region } = regionOf();
    await region.set('ES', 1, { tags: ['future', 'us'] });
    await region.set('AAPL', 2, { tags: ['share', 'us'] });
    await region.getOrSet('DAX', () => 3, { tags: ['future'] });
    await region.set('plain', 4);
    await region.invalidateTags(['future', 'no such tag']);
    expect(await region.getMany(['ES', 'AAPL', 'DAX', 'plain'])).toEqual([undefined, 2, undefined, 4]);
  });

  it('follow an entry that is replaced by one without them', async () => {
    const { region } = regionOf();
    await region.set('ES', 1, { tags: ['us'] });
    await region.set('ES', 2);
    await region.invalidateTags(['us']);
    expect(await region.get('ES')).toBe(2);
  });
});

describe('bounds', () => {
  it('push out what was used least recently, and count it', async () => {
    const { region } = regionOf({ maxEntries: 2 });
    await region.setMany([
      ['a', 1],
      ['b', 2],
    ]);
    await region.get('a');
    await region.set('c', 3);
    expect(await region.getMany(['a', 'b', 'c'])).toEqual([1, undefined, 3]);
    expect(region.stats()).toMatchObject({ entries: 2, evictions: 1 });
  });

  it('count bytes', async () => {
    const { region } = regionOf({ maxBytes: 20_000 });
    for (const key of ['a', 'b', 'c']) await region.set(key, new Float64Array(1_000));
    expect(region.stats()).toMatchObject({ entries: 2, evictions: 1 });
    expect(region.stats().bytes).toBeLessThan(20_000);
    expect(await region.getOrSet('large', () => new Float64Array(10_000))).toHaveLength(10_000);
    expect(region.stats()).toMatchObject({ entries: 2, evictions: 2 });
  });

  it('drop what has expired, now and then', async () => {
    const { region, clock } = regionOf({ ttl: '1s' });
    for (let i = 0; i < 1_023; i++) region.setSync(i, i);
    clock.at += 1_000;
    region.setSync('one more', 1);
    expect(region.stats().entries).toBe(1);
  });
});

describe('a caller', () => {
  it('may give up, and the computation goes on for the others', async () => {
    const { region } = regionOf<number>();
    const giveUp = new AbortController();
    let land!: (value: number) => void;
    const factory = () => new Promise<number>((resolve) => (land = resolve));
    const impatient = region.getOrSet('key', factory, { signal: giveUp.signal });
    const patient = region.getOrSet('key', factory);
    giveUp.abort(new Error('bored'));
    await expect(impatient).rejects.toMatchObject({ code: 'ABORTED', cause: new Error('bored') });
    land(5);
    expect(await patient).toBe(5);
    await expect(region.getOrSet('key', factory, { signal: giveUp.signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('that wants an answer at once must not give a promise', () => {
    const { region } = regionOf();
    expect(() => region.getOrSetSync('key', () => Promise.reject(new Error('never seen')))).toThrow(
      expect.objectContaining({ code: 'PROMISE_NOT_AWAITED', fix: expect.stringContaining('getOrSet,') }),
    );
    expect(region.stats()).toMatchObject({ misses: 1, computations: 0 });
  });
});

it('says what it has done, exactly', async () => {
  const { region } = regionOf<number>();
  expect(region.stats().efficiency).toBeNull();
  await region.get('key');
  await region.getOrSet('key', () => 1);
  region.getSync('key');
  await region.getMany(['key', 'other']);
  expect(region.stats()).toEqual({
    hits: 2,
    stale: 0,
    misses: 3,
    coalesced: 0,
    computations: 1,
    errors: 0,
    factoryErrors: 0,
    storeErrors: 0,
    corrupt: 0,
    evictions: 0,
    writes: 1,
    efficiency: 0.4,
    entries: 1,
    bytes: 56,
    functions: {},
  });
});
