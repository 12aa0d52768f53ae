import type { AbortSignalLike } from '@tidemark/core-market';
import { CacheError } from './error.ts';
import { keyOf } from './key.ts';
import { ENTRY_OPTIONS, lifetimes, refuseUnknown, type EntryPolicy, type Lifetimes } from './policy.ts';
import { refusePromise, type ReadThrough } from './read-through.ts';
import type { CacheStatistics, Counters } from './statistics.ts';
import type { MaybePromise } from './store.ts';

/** What differs from the region's policy for one entry. */
export interface SetOptions extends EntryPolicy {
  /** What `invalidateTags` finds it by. */
  readonly tags?: readonly string[] | undefined;
}

export interface GetOrSetOptions extends SetOptions {
  /** Ends this caller's wait, not the computation: others may be waiting for it. */
  readonly signal?: AbortSignalLike | undefined;
}

/** A region's statistics, and what its tiers hold. */
export interface RegionStatistics extends CacheStatistics {
  /** Entries and estimated bytes in memory. */
  readonly entries: number;
  readonly bytes: number;
  /** Of each function that keeps its results here. */
  readonly functions: Readonly<Record<string, CacheStatistics>>;
}

/** What a region does besides reading through its tiers; the manager provides it. */
export interface RegionTiers {
  readonly sync: boolean;
  delete(keys: readonly string[]): MaybePromise<void>;
  invalidateTags(tags: readonly string[]): MaybePromise<void>;
  clear(): MaybePromise<void>;
  /** Tells the other processes. */
  changed(keys: readonly string[]): MaybePromise<void>;
  memory(): { readonly entries: number; readonly bytes: number };
}

/**
 * A named part of the cache with one policy. Keys are texts, or any plain data (`keyOf`). Values are plain data, Map,
 * Set, Date, bigint and typed arrays, BarSeries among them; they survive every tier to the bit. `undefined` and `null`
 * are values too.
 *
 * The methods in `…Sync` answer at once, where all tiers of the region do: memory and disk.
 */
export class Region<V = unknown> {
  readonly name: string;
  /** Whether the `…Sync` methods work: all tiers answer at once. */
  readonly sync: boolean;
  readonly #reads: ReadThrough;
  readonly #tiers: RegionTiers;
  readonly #functions = new Map<string, Counters>();

  /** Made by `CacheManager`. */
  constructor(reads: ReadThrough, tiers: RegionTiers) {
    this.name = reads.name;
    this.sync = tiers.sync;
    this.#reads = reads;
    this.#tiers = tiers;
  }

  /**
   * The value of a key; undefined where there is none.
   *
   * @throws CacheError UNUSABLE_KEY; what a tier throws only with `onStoreError: 'throw'`
   */
  async get<T extends V = V>(key: unknown): Promise<T | undefined> {
    const found = this.#reads.lookup(textKey(key));
    const kept = found instanceof Promise ? await found : found;
    return kept === undefined ? undefined : (this.#reads.out(kept) as T);
  }

  /**
   * The value of a key, at once.
   *
   * @throws CacheError REGION_NOT_SYNC where a tier answers later; UNUSABLE_KEY
   */
  getSync<T extends V = V>(key: unknown): T | undefined {
    const text = typeof key === 'string' && key.charCodeAt(0) !== EQUALS ? key : textKey(key);
    if (!this.sync) throw this.#notSync('getSync');
    const hit = this.#reads.hit(text);
    if (hit !== undefined) return (hit.loose ? this.#reads.out(hit) : hit.value) as T;
    const kept = this.#reads.lookup(text) as ReturnType<ReadThrough['hit']>;
    return kept === undefined ? undefined : (this.#reads.out(kept) as T);
  }

  /** The values of many keys, in their order and in one round trip; undefined where there is none. */
  async getMany<T extends V = V>(keys: readonly unknown[]): Promise<(T | undefined)[]> {
    const found = await this.#reads.lookupMany(keys.map(textKey));
    return found.map((kept) => (kept === undefined ? undefined : (this.#reads.out(kept) as T)));
  }

  /**
   * Stores a value in every tier.
   *
   * @throws CacheError UNCACHEABLE_VALUE, UNUSABLE_KEY, and what the options' durations throw
   */
  async set(key: unknown, value: V, options: SetOptions = {}): Promise<void> {
    const text = textKey(key);
    await this.#reads.put(text, value, this.#lifetimes(options), options.tags ?? []);
    await this.#tiers.changed([text]);
  }

  /**
   * Stores a value in every tier, at once.
   *
   * @throws CacheError REGION_NOT_SYNC, UNCACHEABLE_VALUE, UNUSABLE_KEY, and what the options' durations throw
   */
  setSync(key: unknown, value: V, options: SetOptions = {}): void {
    if (!this.sync) throw this.#notSync('setSync');
    const text = textKey(key);
    void this.#reads.put(text, value, this.#lifetimes(options), options.tags ?? []);
    void this.#tiers.changed([text]);
  }

  /** Stores many values in as few round trips as their size allows. */
  async setMany(entries: Iterable<readonly [key: unknown, value: V]>, options: EntryPolicy = {}): Promise<void> {
    const values = Array.from(entries, ([key, value]) => [textKey(key), value] as const);
    await this.#reads.putMany(values, this.#lifetimes(options));
    await this.#tiers.changed(values.map(([key]) => key));
  }

  /**
   * The value of a key, computed and stored where it is missing. Whoever asks for it meanwhile, in this process or in
   * another that shares a tier with a lock, waits for the same computation. A failed computation is not stored.
   *
   * @param factory what computes it
   * @throws what the factory throws, unless `graceOnError` pardons it
   * @throws CacheError RECURSIVE_FACTORY where the factory waits for its own key; UNCACHEABLE_VALUE, UNUSABLE_KEY, ABORTED
   */
  async getOrSet<T extends V>(key: unknown, factory: () => T | Promise<T>, options: GetOrSetOptions = {}): Promise<T> {
    const { tags = [], signal } = options;
    if (signal?.aborted) throw aborted(signal, this.name);
    const request = { key: textKey(key), factory, lifetimes: this.#lifetimes(options), tags };
    const value = this.#reads.obtain(request) as Promise<T>;
    return signal === undefined ? value : unlessAborted(value, signal, this.name);
  }

  /**
   * As `getOrSet`, at once. Two threads of a program cannot wait for each other so: two processes may both compute.
   *
   * @throws CacheError REGION_NOT_SYNC; PROMISE_NOT_AWAITED where the factory answers a promise; UNCACHEABLE_VALUE, UNUSABLE_KEY
   */
  getOrSetSync<T extends V>(key: unknown, factory: () => T, options: SetOptions = {}): T {
    if (!this.sync) throw this.#notSync('getOrSetSync');
    const request = { key: textKey(key), factory, lifetimes: this.#lifetimes(options), tags: options.tags ?? [] };
    const refuse = (value: Promise<unknown>): never => {
      this.#reads.counters.misses++;
      return refusePromise(value, this.name);
    };
    return this.#reads.obtainNow(request, refuse) as T;
  }

  /** Removes entries from every tier and every process. A computation that is under way is not stored. */
  async delete(...keys: readonly unknown[]): Promise<void> {
    await this.#tiers.delete(keys.map(textKey));
  }

  /** Removes the entries that have one of the tags, from every tier and every process. */
  async invalidateTags(tags: readonly string[]): Promise<void> {
    await this.#tiers.invalidateTags(tags);
  }

  /** Removes everything from every tier and every process. */
  async clear(): Promise<void> {
    await this.#tiers.clear();
  }

  stats(): RegionStatistics {
    const functions = Object.fromEntries([...this.#functions].map(([name, counters]) => [name, counters.snapshot()]));
    return { ...this.#reads.counters.snapshot(), ...this.#tiers.memory(), functions };
  }

  /** The mechanics, for the decorators. */
  static readsOf(region: Region): ReadThrough {
    return region.#reads;
  }

  /** The counts of a function that keeps its results here, for the decorators. */
  static countersOf(region: Region, name: string, make: () => Counters): Counters {
    const known = region.#functions.get(name) ?? make();
    region.#functions.set(name, known);
    return known;
  }

  #lifetimes(options: EntryPolicy): Lifetimes {
    if (options === NO_OPTIONS || Object.keys(options).length === 0) return this.#reads.policy;
    refuseUnknown(options, CALL_OPTIONS, this.name);
    return lifetimes(options, this.name, this.#reads.policy);
  }

  #notSync(method: string): CacheError {
    return new CacheError('REGION_NOT_SYNC', {
      what: `${method} wants an answer at once, and a tier of ${JSON.stringify(this.name)} gives it later (${this.#reads.policy.tiers.join(', ')})`,
      where: this.name,
      fix: `await ${method.replace('Sync', '')}(…), or keep the region in memory`,
    });
  }
}

const CALL_OPTIONS = [...ENTRY_OPTIONS, 'tags', 'signal'];
const NO_OPTIONS: EntryPolicy = {};
const EQUALS = '='.charCodeAt(0);

/** A text stands for itself, anything else for `=` and its canonical key; a text in `=` is told apart by another one. */
function textKey(key: unknown): string {
  if (typeof key !== 'string') return `=${keyOf(key)}`;
  return key.charCodeAt(0) === EQUALS ? `=${key}` : key;
}

interface EventfulSignal extends AbortSignalLike {
  addEventListener?(type: 'abort', listener: () => void, options: { once: boolean }): void;
  removeEventListener?(type: 'abort', listener: () => void): void;
}

async function unlessAborted<T>(value: Promise<T>, signal: EventfulSignal, where: string): Promise<T> {
  let abort!: () => void;
  const end = new Promise<never>((_, reject) => {
    abort = () => reject(aborted(signal, where));
    signal.addEventListener?.('abort', abort, { once: true });
  });
  try {
    return await Promise.race([value, end]);
  } finally {
    signal.removeEventListener?.('abort', abort);
  }
}

function aborted(signal: AbortSignalLike, where: string): CacheError {
  return new CacheError('ABORTED', { what: 'the wait for a value was aborted', where, cause: signal.reason });
}
