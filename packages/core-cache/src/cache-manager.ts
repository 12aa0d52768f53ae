import { nearestName } from '@tidemark/core-errors';
import { silentLogger, type Clock, type Logger } from '@tidemark/core-market';
import { CacheError } from './error.ts';
import type { Invalidation, InvalidationBus, MissedInvalidations } from './invalidation.ts';
import { resolvePolicy, type RegionPolicy, type ResolvedPolicy } from './policy.ts';
import { ReadThrough } from './read-through.ts';
import { Region, type RegionStatistics, type RegionTiers } from './region.ts';
import { Counters } from './statistics.ts';
import type { MaybePromise, StoreContext, StoreFactory, StoreSize } from './store.ts';
import { chain } from './store.ts';
import { MemoryStore } from './stores/memory.ts';
import { TieredStore } from './stores/tiered.ts';

export interface CacheManagerOptions {
  /** Regions by name; more can be defined later. */
  readonly regions?: Readonly<Record<string, RegionPolicy>> | undefined;
  /** What tiers beside `memory` are called, and what opens them: `{ disk: diskCache(…), redis: redisCache(…) }`. */
  readonly stores?: Readonly<Record<string, StoreFactory>> | undefined;
  /** Carries removals to other processes or threads. Left out: that of the stores, where one has it. */
  readonly bus?: InvalidationBus | undefined;
  /** Left out: the machine's. */
  readonly clock?: Clock | undefined;
  readonly logger?: Logger | undefined;
  /** Where jitter comes from, 0 to 1. */
  readonly random?: (() => number) | undefined;
}

interface Opened {
  readonly region: Region;
  readonly policy: ResolvedPolicy;
  readonly reads: ReadThrough;
  readonly memory: MemoryStore | undefined;
  readonly lower: TieredStore | undefined;
}

/** A tier's name, and what it holds. */
export type TierSizes = Readonly<Record<string, StoreSize>>;

/**
 * The regions of a program.
 *
 * @example
 * const caches = new CacheManager({ regions: { quotes: { ttl: '60s', maxEntries: 500 } } });
 * const quotes = caches.region<number>('quotes');
 * await quotes.getOrSet('ES', () => 5_000) // => 5000
 * await quotes.getOrSet('ES', () => 6_000) // => 5000
 * quotes.stats().efficiency // => 0.5
 */
export class CacheManager {
  readonly #regions = new Map<string, Opened>();
  readonly #stores: Readonly<Record<string, StoreFactory>>;
  readonly #bus: InvalidationBus | undefined;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #random: () => number;
  readonly #deaf: (() => void) | undefined;

  /** @throws CacheError what `define` throws */
  constructor(options: CacheManagerOptions = {}) {
    this.#stores = options.stores ?? {};
    this.#clock = options.clock ?? { now: Date.now };
    this.#logger = options.logger ?? silentLogger;
    this.#random = options.random ?? Math.random;
    this.#bus = options.bus ?? Object.values(this.#stores).find(({ bus }) => bus !== undefined)?.bus;
    for (const [name, policy] of Object.entries(options.regions ?? {})) this.define(name, policy);
    this.#deaf = this.#bus?.subscribe((message) => this.#heard(message));
  }

  /**
   * A region that was defined.
   *
   * @throws CacheError UNKNOWN_REGION
   */
  region<V = unknown>(name: string): Region<V> {
    return this.#opened(name).region as Region<V>;
  }

  has(name: string): boolean {
    return this.#regions.has(name);
  }

  /** In the order of their definition. */
  names(): string[] {
    return [...this.#regions.keys()];
  }

  /**
   * Adds a region.
   *
   * @throws CacheError REGION_EXISTS, UNKNOWN_TIER, UNKNOWN_OPTION, INVALID_POLICY, INVALID_DURATION,
   *   NUMBER_AS_DURATION, DURATION_TWICE
   */
  define<V = unknown>(name: string, policy: RegionPolicy = {}): Region<V> {
    if (this.#regions.has(name)) {
      const what = `there is a region ${JSON.stringify(name)} already`;
      throw new CacheError('REGION_EXISTS', { what, fix: `use region('${name}'), or choose another name` });
    }
    const opened = this.#open(name, resolvePolicy(policy, `regions.${name}`));
    this.#regions.set(name, opened);
    return opened.region as Region<V>;
  }

  /** The policy of a region, with its defaults. @throws CacheError UNKNOWN_REGION */
  policy(name: string): ResolvedPolicy {
    return this.#opened(name).policy;
  }

  /** The statistics of every region. */
  stats(): Record<string, RegionStatistics> {
    return Object.fromEntries([...this.#regions].map(([name, { region }]) => [name, region.stats()]));
  }

  /** What the tiers of every region hold; it may have to look. */
  async sizes(): Promise<Record<string, TierSizes>> {
    const out: Record<string, TierSizes> = {};
    for (const [name, { memory, lower }] of this.#regions) {
      out[name] = { ...(memory && { memory: memory.size() }), ...(await lower?.sizes()) };
    }
    return out;
  }

  /** Empties every region, in every tier and every process. */
  async clear(): Promise<void> {
    for (const { region } of this.#regions.values()) await region.clear();
  }

  /** Closes stores and connections; what is on disk and in Redis stays. */
  async close(): Promise<void> {
    this.#deaf?.();
    for (const { memory, lower } of this.#regions.values()) {
      memory?.close();
      await lower?.close();
    }
    for (const store of Object.values(this.#stores)) await store.close?.();
    await this.#bus?.close?.();
  }

  #opened(name: string): Opened {
    const opened = this.#regions.get(name);
    if (opened !== undefined) return opened;
    const known = this.names();
    const near = nearestName(name, known);
    const list = known.length === 0 ? 'define it first' : `the regions are ${known.join(', ')}`;
    throw new CacheError('UNKNOWN_REGION', {
      what: `there is no region ${JSON.stringify(name)}`,
      fix: near === undefined ? `${list}; or give the decorator a policy` : `did you mean ${near}?`,
    });
  }

  #open(name: string, policy: ResolvedPolicy): Opened {
    const counters = new Counters();
    const events = {
      corrupt: () => void counters.corrupt++,
      evicted: (count: number) => void (counters.evictions += count),
    };
    const context: StoreContext = { region: name, clock: this.#clock, events };
    const far = policy.tiers.filter((tier) => tier !== 'memory').map((tier) => this.#factory(tier, name).open(context));
    const memory = policy.tiers.includes('memory') ? new MemoryStore(policy, context) : undefined;
    const failures = { failed: (store: string, error: unknown) => this.#failed(name, policy, counters, store, error) };
    const lower = far.length === 0 ? undefined : new TieredStore(far, this.#clock, failures);
    const reads = new ReadThrough({
      name,
      policy,
      memory,
      lower,
      counters,
      clock: this.#clock,
      random: this.#random,
      logger: this.#logger,
    });
    // Nobody keeps a copy of what only Redis holds.
    const copies = memory !== undefined || far.some(({ reach }) => reach !== 'network');
    const shared = this.#bus !== undefined && copies;
    const parts = { policy, reads, memory, lower };
    const region = new Region(reads, this.#tiers(name, parts, counters, shared));
    return { region, ...parts };
  }

  #factory(tier: string, region: string): StoreFactory {
    const factory = this.#stores[tier];
    if (factory !== undefined) return factory;
    const known = ['memory', ...Object.keys(this.#stores)];
    const near = nearestName(tier, known);
    throw new CacheError('UNKNOWN_TIER', {
      what: `there is no store ${JSON.stringify(tier)}`,
      where: `regions.${region}.tiers`,
      fix: near === undefined ? `give it: new CacheManager({ stores: { ${tier}: … } })` : `did you mean ${near}?`,
    });
  }

  #failed(region: string, policy: ResolvedPolicy, counters: Counters, store: string, error: unknown): void {
    counters.storeErrors++;
    this.#logger.warn({ region, store, err: error }, 'a tier of the cache fails');
    if (policy.onStoreError === 'degrade') return;
    throw new CacheError('STORE_FAILED', {
      what: `the ${store} tier fails`,
      where: region,
      fix: "mend it, or go on without it: onStoreError: 'degrade'",
      cause: error,
    });
  }

  #tiers(
    name: string,
    { reads, memory, lower }: Omit<Opened, 'region'>,
    counters: Counters,
    shared: boolean,
  ): RegionTiers {
    const { flights } = reads;
    const tell = (message: Omit<Invalidation, 'region'>): MaybePromise<void> =>
      shared ? this.#tell(counters, { region: name, ...message }) : undefined;
    return {
      sync: lower?.sync ?? true,
      delete: (keys) => {
        flights.overtakeKeys(keys, 'here');
        memory?.delete(keys);
        return chain(lower?.delete(keys), () => {
          memory?.delete(keys); // what was on its way up meanwhile
          return tell({ keys });
        });
      },
      invalidateTags: (tags) => {
        flights.overtakeTags(tags, 'here');
        memory?.invalidateTags(tags);
        return chain(lower?.invalidateTags(tags), () => {
          memory?.invalidateTags(tags);
          return tell({ tags });
        });
      },
      clear: () => {
        flights.overtakeAll('here');
        memory?.clear();
        return chain(lower?.clear(), () => {
          memory?.clear();
          return tell({ all: true });
        });
      },
      changed: (keys) => tell({ keys }),
      memory: () => memory?.size() ?? { entries: 0, bytes: 0 },
    };
  }

  #tell(counters: Counters, message: Invalidation): MaybePromise<void> {
    const failed = (error: unknown): void => {
      counters.storeErrors++;
      this.#logger.warn({ region: message.region, err: error }, 'other processes could not be told of a removal');
    };
    try {
      const told = this.#bus?.publish(message);
      return told instanceof Promise ? told.catch(failed) : undefined;
    } catch (error) {
      return failed(error);
    }
  }

  #heard(message: Invalidation | MissedInvalidations): void {
    if (!('missed' in message)) {
      const opened = this.#regions.get(message.region);
      if (opened !== undefined) forget(opened, message);
      return;
    }
    for (const opened of this.#regions.values()) {
      if (message.missed === 'meanwhile') forget(opened, { all: true });
      else {
        // A disk that was filled in an earlier life is believed until its entries' time is over.
        opened.reads.flights.overtakeAll('elsewhere');
        opened.memory?.clear();
      }
    }
  }
}

/**
 * Somebody else removed or replaced it: what only this process can see goes too, and where the farthest tier is the
 * network's, so does what only this machine can see. A disk that is the farthest has been dealt with by them.
 */
function forget({ reads: { flights }, memory, lower }: Opened, { keys, tags, all }: Partial<Invalidation>): void {
  const machine = lower?.reach === 'network' ? lower : undefined;
  if (keys !== undefined) {
    flights.overtakeKeys(keys, 'elsewhere');
    memory?.delete(keys);
    void machine?.forget((store) => store.delete(keys));
  }
  if (tags !== undefined) {
    flights.overtakeTags(tags, 'elsewhere');
    memory?.invalidateTags(tags);
    void machine?.forget((store) => store.invalidateTags(tags));
  }
  if (all === true) {
    flights.overtakeAll('elsewhere');
    memory?.clear();
    void machine?.forget((store) => store.clear());
  }
}
