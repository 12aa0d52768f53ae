import { describe, expect, it } from 'vitest';
import { CacheManager, nullStore, type Invalidation, type InvalidationBus, type MissedInvalidations } from './index.ts';

describe('regions', () => {
  it('are found by name, listed and counted one by one', async () => {
    const caches = new CacheManager({ regions: { bars: { ttl: '1h' }, quotes: {} } });
    await caches.region('bars').set('ES', 1);
    await caches.region('bars').get('ES');
    expect(caches.names()).toEqual(['bars', 'quotes']);
    expect([caches.has('quotes'), caches.has('ticks'), caches.policy('bars').ttlMs]).toEqual([true, false, 3_600_000]);
    expect([caches.stats()['bars']!.hits, caches.stats()['quotes']!.hits]).toEqual([1, 0]);
    expect(await caches.sizes()).toEqual({
      bars: { memory: { entries: 1, bytes: 56 } },
      quotes: { memory: { entries: 0, bytes: 0 } },
    });
  });

  it('keep keys apart that are the same text', async () => {
    const caches = new CacheManager({ regions: { a: {}, b: {} } });
    await caches.region('a').set('key', 1);
    expect(await caches.region('b').get('key')).toBeUndefined();
  });

  it('are emptied all together', async () => {
    const caches = new CacheManager({ regions: { a: {}, b: {} } });
    for (const name of caches.names()) await caches.region(name).set('key', name);
    await caches.clear();
    expect(await Promise.all(caches.names().map((name) => caches.region(name).get('key')))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each<[string, (caches: CacheManager) => unknown, string, string]>([
    ['that are misspelt', (caches) => caches.region('bar'), 'UNKNOWN_REGION', 'did you mean bars?'],
    ['that are unknown', (caches) => caches.region('positions'), 'UNKNOWN_REGION', 'the regions are bars'],
    [
      'of an unknown tier',
      (caches) => caches.define('x', { tiers: ['memory', 'dsk'] }),
      'UNKNOWN_TIER',
      'did you mean disk?',
    ],
    [
      'of a tier without a store',
      (caches) => caches.define('x', { tiers: ['redis'] }),
      'UNKNOWN_TIER',
      'stores: { redis: … }',
    ],
    ['that are there already', (caches) => caches.define('bars'), 'REGION_EXISTS', "region('bars')"],
    ['with a wrong policy', (caches) => caches.define('x', { ttl: 60 as never }), 'NUMBER_AS_DURATION', "ttl: '60s'"],
  ])('%s are refused', (_, act, code, fix) => {
    const caches = new CacheManager({ stores: { disk: nullStore() }, regions: { bars: {} } });
    expect(() => act(caches)).toThrow(expect.objectContaining({ code, fix: expect.stringContaining(fix) }));
  });
});

/** A bus among managers of one process. */
function localBus(): { join: () => InvalidationBus; lose: () => void; sent: Invalidation[] } {
  const listeners = new Map<InvalidationBus, (message: Invalidation | MissedInvalidations) => void>();
  const sent: Invalidation[] = [];
  const join = (): InvalidationBus => {
    const bus: InvalidationBus = {
      publish(message) {
        sent.push(message);
        for (const [other, listener] of listeners) if (other !== bus) listener(message);
      },
      subscribe(listener) {
        listeners.set(bus, listener);
        return () => listeners.delete(bus);
      },
    };
    return bus;
  };
  return { join, sent, lose: () => listeners.forEach((listener) => listener({ missed: 'meanwhile' })) };
}

describe('two managers on a bus', () => {
  const two = () => {
    const bus = localBus();
    const make = () => new CacheManager({ bus: bus.join(), regions: { bars: {}, other: {} } });
    const [a, b] = [make(), make()];
    return {
      bus,
      a: a.region<number>('bars'),
      b: b.region<number>('bars'),
      other: b.region<number>('other'),
      close: () => a.close(),
    };
  };

  it.each<[string, (region: ReturnType<typeof two>['a']) => Promise<void>]>([
    ['a removal', (region) => region.delete('ES')],
    ['a new value', (region) => region.set('ES', 2)],
    ['a new value among many', (region) => region.setMany([['ES', 2]])],
    ['a tag', (region) => region.invalidateTags(['us'])],
    ['clearing', (region) => region.clear()],
  ])('hear of %s', async (_, act) => {
    const { a, b, other } = two();
    await b.set('ES', 1, { tags: ['us'] });
    await other.set('ES', 1, { tags: ['us'] });
    await act(a);
    expect([await b.get('ES'), await other.get('ES')]).toEqual([undefined, 1]);
  });

  it('say nothing of computations, whose results the others may keep', async () => {
    const { bus, a } = two();
    await a.getOrSet('ES', () => 1);
    expect(bus.sent).toEqual([]);
  });

  it('do not keep what was computed before a removal they heard of', async () => {
    const { a, b } = two();
    let land!: (value: number) => void;
    const old = b.getOrSet('ES', () => new Promise<number>((resolve) => (land = resolve)));
    await a.delete('ES');
    land(1);
    expect(await old).toBe(1);
    expect(await b.get('ES')).toBeUndefined();
  });

  it('forget everything where messages were lost', async () => {
    const { bus, b, other } = two();
    await b.set('ES', 1);
    await other.set('ES', 1);
    bus.lose();
    expect([await b.get('ES'), await other.get('ES')]).toEqual([undefined, undefined]);
  });

  it('hear nothing any more once closed', async () => {
    const { a, b, close } = two();
    await close();
    await a.set('ES', 1);
    await b.delete('ES');
    expect(await a.get('ES')).toBe(1);
  });

  it('go on where the bus fails, and count it', async () => {
    const caches = new CacheManager({
      bus: { publish: () => Promise.reject(new Error('no bus')), subscribe: () => () => {} },
      regions: { bars: {} },
    });
    await caches.region('bars').set('ES', 1);
    expect([await caches.region('bars').get('ES'), caches.stats()['bars']!.storeErrors]).toEqual([1, 1]);
  });
});
