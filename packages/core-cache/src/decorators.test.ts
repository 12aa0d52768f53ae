import { describe, expect, it } from 'vitest';
import {
  cacheOf,
  CacheManager,
  defaultCaches,
  memoize,
  nullStore,
  region,
  useCaches,
  type AnyFunction,
} from './index.ts';

const clock = { at: 1_000_000, now: () => clock.at };
const caches = new CacheManager({ clock, stores: { far: nullStore(), late: lateStore() } });

/** A store that answers later, and has nothing. */
function lateStore(): ReturnType<typeof nullStore> {
  const store = nullStore('late');
  return { open: (context) => ({ ...store.open(context), sync: false, get: () => Promise.resolve(undefined) }) };
}

class Research {
  #calls = 0;
  readonly bias: number;

  constructor(bias = 0) {
    this.bias = bias;
  }

  get calls(): number {
    return this.#calls;
  }

  @memoize({ ttl: '1h', caches })
  features(close: Float64Array, period = 2): Float64Array {
    this.#calls++;
    return close.map((value) => value * period + this.bias);
  }

  @memoize({ ttl: '60s', caches })
  async quote(symbol: string): Promise<{ symbol: string; calls: number }> {
    this.#calls++;
    return { symbol, calls: this.#calls };
  }

  /** Answers a promise, and is not declared async. */
  @memoize({ caches })
  later(value: number): Promise<number> {
    this.#calls++;
    return Promise.resolve(value + this.bias);
  }

  @region('market_data', { ttl: '24h', caches })
  async getHistoricalData(symbol: string): Promise<string> {
    this.#calls++;
    return `${symbol}${this.bias}`;
  }

  @region('identified', { ttl: '1d', caches, identity: (self: Research) => self.bias })
  biased(symbol: string): string {
    return `${symbol}${this.bias}`;
  }

  @memoize({ caches })
  static doubled(value: number): number {
    return 2 * value;
  }
}

describe('@memoize', () => {
  it('remembers by content, for each object by itself', () => {
    const [one, two] = [new Research(), new Research(5)];
    const close = Float64Array.of(1, 2);
    expect([one.features(close), one.features(close.slice()), two.features(close)]).toEqual([
      Float64Array.of(2, 4),
      Float64Array.of(2, 4),
      Float64Array.of(7, 9),
    ]);
    close[0] = 3;
    expect([one.features(close), one.calls, two.calls]).toEqual([Float64Array.of(6, 4), 2, 1]);
    expect(one.features(close, 3)).toEqual(Float64Array.of(9, 6));
  });

  it('forgets when the time is over', async () => {
    const research = new Research();
    await research.quote('ES');
    clock.at += 59_999;
    expect((await research.quote('ES')).calls).toBe(1);
    clock.at += 1;
    expect((await research.quote('ES')).calls).toBe(2);
  });

  it('lets those who ask at the same time wait for the same, and always answers a promise', async () => {
    const research = new Research();
    const asked = [research.later(1), research.later(1), research.later(1)];
    expect(await Promise.all(asked)).toEqual([1, 1, 1]);
    expect([research.calls, research.later(1) instanceof Promise, research.quote('NQ') instanceof Promise]).toEqual([
      1,
      true,
      true,
    ]);
    const [a, b] = await Promise.all([research.quote('NQ'), research.quote('NQ')]);
    expect(a).toBe(b);
  });

  it('does not remember failures', async () => {
    let calls = 0;
    const load = memoize(() => Promise.reject(new Error(`down ${++calls}`)), { caches });
    await expect(load()).rejects.toThrow('down 1');
    await expect(load()).rejects.toThrow('down 2');
    const now = memoize(
      (): number => {
        throw new Error(`down ${++calls}`);
      },
      { caches },
    );
    expect(() => now()).toThrow('down 3');
    expect(() => now()).toThrow('down 4');
    expect(cacheOf(now).stats()).toMatchObject({ misses: 2, factoryErrors: 2 });
  });

  it('works on static methods and around functions, which keep name and length', () => {
    expect([Research.doubled(2), Research.doubled(2), cacheOf(Research, 'doubled').stats().hits]).toEqual([4, 4, 1]);
    const area = memoize(function area(width: number, height: number) {
      return width * height;
    }, 3_600);
    expect([area(2, 3), area(3, 2), area.name, area.length]).toEqual([6, 6, 'area', 2]);
    expect(memoize(60)((value: number) => value + 1)(1)).toBe(2);
  });

  it('counts each function', () => {
    const research = new Research();
    for (let i = 0; i < 4; i++) research.features(Float64Array.of(9));
    const cache = cacheOf(research, 'features');
    expect(cache.name).toBe('Research.features');
    expect(cache.stats()).toMatchObject({ computations: cache.stats().misses });
    expect(cache.region.stats().functions).toEqual({ 'Research.features': cache.stats() });
    expect(cache.stats().hits).toBe(cache.region.stats().hits);
  });

  it('forgets one call, or the calls that have a tag', async () => {
    let calls = 0;
    const load = memoize((symbol: string) => symbol + ++calls, { caches, tags: (symbol: string) => [`sym:${symbol}`] });
    expect([load('ES'), load('NQ')]).toEqual(['ES1', 'NQ2']);
    await cacheOf(load).delete('ES');
    expect([load('ES'), load('NQ')]).toEqual(['ES3', 'NQ2']);
    await cacheOf(load).region.invalidateTags(['sym:NQ']);
    expect([load('ES'), load('NQ')]).toEqual(['ES3', 'NQ4']);
  });

  it('tells calls apart as it is told to', () => {
    let calls = 0;
    const run = memoize((model: { id: string; fit: () => void }) => model.id + ++calls, {
      caches,
      key: (model: { id: string }) => model.id,
    });
    const model = (id: string) => ({ id, fit: () => {} });
    expect([run(model('a')), run(model('a')), run(model('b'))]).toEqual(['a1', 'a1', 'b2']);
    const plain = memoize((given: object) => given, { caches });
    expect(() => plain(model('a'))).toThrow(expect.objectContaining({ code: 'UNUSABLE_KEY', where: 'argument 0.fit' }));
  });

  it('bounds what it remembers', () => {
    const square = memoize((x: number) => x * x, { caches, maxEntries: 10 });
    for (let x = 0; x < 100; x++) square(x);
    for (let x = 0; x < 100; x++) expect(square(x)).toBe(x * x);
    expect(cacheOf(square).region.stats()).toMatchObject({ entries: 10, evictions: 190 });
  });

  it('remembers a function that calls itself with other arguments', () => {
    const fibonacci: (n: number) => number = memoize(
      (n: number): number => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2)),
      { caches },
    );
    expect(fibonacci(70)).toBe(190_392_490_709_135);
  });
});

describe('@region', () => {
  it('shares results among the objects of a class, in a region that is listed and emptied', async () => {
    const [one, two] = [new Research(), new Research(5)];
    expect([await one.getHistoricalData('ES'), await two.getHistoricalData('ES'), two.calls]).toEqual([
      'ES0',
      'ES0',
      0,
    ]);
    expect(caches.stats()['market_data']!.functions['Research.getHistoricalData']).toMatchObject({
      hits: 1,
      misses: 1,
    });
    expect(caches.policy('market_data').ttlMs).toBe(86_400_000);
    await caches.region('market_data').clear();
    expect(await two.getHistoricalData('ES')).toBe('ES5');
  });

  it('tells objects apart by what their answers depend on', () => {
    expect([new Research(1).biased('ES'), new Research(2).biased('ES'), new Research(1).biased('ES')]).toEqual([
      'ES1',
      'ES2',
      'ES1',
    ]);
    expect(caches.region('identified').stats()).toMatchObject({ hits: 1, misses: 2 });
  });

  it('takes the lifetimes of each function, and the rest of the region', () => {
    const own = new CacheManager({ clock, regions: { bars: { ttl: '1h', maxEntries: 5 } } });
    let calls = 0;
    const load = region('bars', { ttl: '1s', caches: own })(function load() {
      return ++calls;
    });
    load();
    clock.at += 1_000;
    expect([load(), own.policy('bars').ttlMs]).toEqual([2, 3_600_000]);
  });

  it('changes keys with the version', () => {
    const own = new CacheManager({ regions: { bars: {} } });
    const load = (version: number) =>
      region('bars', { caches: own, version, name: `load` })(function load() {
        return version;
      });
    expect([load(1)(), load(1)(), load(2)()]).toEqual([1, 1, 2]);
  });

  it('makes an async function of one in a tier that answers later', async () => {
    const load = region('late', { ttl: '1h', tiers: ['memory', 'late'], caches })(async function loadLate(x: number) {
      return x;
    });
    expect(await load(5)).toBe(5);
    const wrong = region('late', { caches })(function loadNow(x: number) {
      return x;
    }) as unknown as () => Promise<unknown>;
    await expect(wrong()).rejects.toMatchObject({ code: 'FUNCTION_NOT_ASYNC', where: 'late' });
  });

  it('stays at once in tiers that do, where it is told to', () => {
    const far = { ttl: '1h', tiers: ['memory', 'far'], caches } as const;
    expect(
      region('far', { ...far, sync: true })(function square(x: number) {
        return x * x;
      })(3),
    ).toBe(9);
    const late = region('late', { caches, sync: true })(function loadSync() {
      return 1;
    });
    expect(() => late()).toThrow(expect.objectContaining({ code: 'REGION_NOT_SYNC' }));
  });

  it.each<[string, () => unknown, string]>([
    [
      'a region that is not there, without a policy',
      () => region('markt_data', { caches })(function f() {})(),
      'UNKNOWN_REGION',
    ],
    [
      'another bound than the region has',
      () => region('market_data', { caches, maxEntries: 3 })(function f() {})(),
      'POLICY_CONFLICT',
    ],
    ['a function without a name', () => region('market_data', { caches })(() => 1)(), 'NAME_NEEDED'],
    [
      'two functions of one name',
      () => {
        region('market_data', { caches, name: 'same' })(() => 1)();
        region('market_data', { caches, name: 'same' })(() => 2)();
      },
      'NAME_TAKEN',
    ],
    ['an unknown tier', () => region('other', { caches, tiers: ['memry'] })(function f() {})(), 'UNKNOWN_TIER'],
  ])('refuses %s at the first call', (_, call, code) => {
    expect(call).toThrow(expect.objectContaining({ code }));
  });
});

describe('what is written wrongly is refused where it is written:', () => {
  const legacy = (decorator: unknown): unknown =>
    (decorator as (...args: unknown[]) => unknown)({}, 'features', { value: () => 1 });
  it.each<[string, () => unknown, string, string]>([
    ['a number in ttl', () => memoize({ ttl: 3_600 as never }), 'NUMBER_AS_DURATION', "ttl: '3600s'"],
    ['a ttl of no time', () => memoize({ ttlMs: 0 }), 'INVALID_DURATION', 'above zero'],
    ['no seconds', () => memoize(0), 'INVALID_DURATION', 'above zero'],
    ['an option that is misspelt', () => memoize({ tll: '1h' } as object), 'UNKNOWN_OPTION', 'did you mean ttl?'],
    ['a tier for memoize', () => memoize({ tiers: ['disk'] } as object), 'UNKNOWN_OPTION', 'the options are'],
    ['a text for options', () => memoize('1h' as never), 'INVALID_POLICY', "{ ttl: '1h' }"],
    ['a region without a name', () => region('', {}), 'NAME_NEEDED', 'market_data'],
    ['experimental decorators', () => legacy(memoize({ ttl: '1h' })), 'LEGACY_DECORATORS', 'experimentalDecorators'],
    [
      'experimental decorators on a region',
      () => legacy(region('bars', 60)),
      'LEGACY_DECORATORS',
      'experimentalDecorators',
    ],
    ['experimental decorators, without brackets', () => legacy(memoize), 'LEGACY_DECORATORS', 'experimentalDecorators'],
    [
      'no brackets',
      () => (memoize as unknown as AnyDecorator)(() => 1, { kind: 'method', addInitializer: () => {} }),
      'NOT_CALLED',
      '@memoize()',
    ],
    [
      'a getter',
      () => (memoize() as unknown as AnyDecorator)(() => 1, { kind: 'getter', name: 'x' }),
      'NOT_A_METHOD',
      'on a method',
    ],
    [
      'a field',
      () => (memoize() as unknown as AnyDecorator)(undefined, { kind: 'field', name: 'x' }),
      'NOT_A_METHOD',
      'on a method',
    ],
    ['a function that has no cache', () => cacheOf((() => 1) as AnyFunction), 'NOT_CACHED', 'memoize or region'],
    ['a method that has no cache', () => cacheOf(new Research(), 'bias'), 'NOT_CACHED', 'memoize or region'],
  ])('%s', (_, write, code, fix) => {
    expect(write).toThrow(expect.objectContaining({ code, fix: expect.stringContaining(fix) }));
  });
  type AnyDecorator = (...args: unknown[]) => unknown;
});

it('names a method by the class that declares it', () => {
  class Base {
    @region('inherited', { ttl: '1h', caches })
    load(x: number): string {
      return `base ${x}`;
    }
  }
  class Derived extends Base {
    @region('inherited', { ttl: '1h', caches })
    override load(x: number): string {
      return `derived ${super.load(x)}`;
    }
  }
  expect([new Derived().load(1), new Base().load(1)]).toEqual(['derived base 1', 'base 1']);
  expect(Object.keys(caches.stats()['inherited']!.functions).toSorted()).toEqual(['Base.load', 'Derived.load']);
});

it('leaves #fields of a decorated class native', () => {
  expect(String(Research)).toContain('this.#calls++');
});

it('uses the default manager, which can be replaced before the first call', () => {
  const before = defaultCaches();
  const own = new CacheManager();
  const cube = memoize(function cube(x: number) {
    return x ** 3;
  });
  useCaches(own);
  try {
    expect([cube(2), own.names(), defaultCaches() === own]).toEqual([8, ['cube'], true]);
  } finally {
    useCaches(before);
  }
});
