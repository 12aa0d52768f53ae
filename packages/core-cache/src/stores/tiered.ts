import { isTidemarkError } from '@tidemark/core-errors';
import type { Clock } from '@tidemark/core-market';
import { CacheError } from '../error.ts';
import type { FlightLock } from '../single-flight.ts';
import { chain, type CacheEntry, type MaybePromise, type Store, type StoreSize, type WriteGuard } from '../store.ts';

/** What becomes of a store's failure. */
export interface TierFailures {
  /** @throws the error itself, where the caller is to see it */
  failed(store: string, error: unknown): void;
}

/** What `tagVersions` answers for several stores at once: one text a tag, and in it one for each store. */
const BETWEEN = '\n';

/**
 * Several stores as one, the nearest first. A read answers from the nearest that has a fresh entry and copies it to the
 * nearer ones; a write goes to all, the farthest first. A store that fails is left out and reported.
 */
export class TieredStore implements Store {
  readonly name: string;
  readonly reach: 'machine' | 'network' | 'process';
  readonly sync: boolean;
  readonly lock: FlightLock | undefined;
  readonly #stores: readonly Store[];
  readonly #clock: Clock;
  readonly #failures: TierFailures;

  /** @param stores at least one, the nearest first */
  constructor(stores: readonly Store[], clock: Clock, failures: TierFailures) {
    this.#stores = stores;
    this.#clock = clock;
    this.#failures = failures;
    this.name = stores.map(({ name }) => name).join('+');
    this.sync = stores.every(({ sync }) => sync);
    this.reach = stores.at(-1)!.reach;
    this.lock = stores.findLast(({ lock }) => lock !== undefined)?.lock;
  }

  get(key: string): MaybePromise<CacheEntry | undefined> {
    return this.#getFrom(0, key, undefined);
  }

  getMany(keys: readonly string[]): MaybePromise<(CacheEntry | undefined)[]> {
    return this.#getManyFrom(
      0,
      keys,
      keys.map(() => undefined),
    );
  }

  set(key: string, entry: CacheEntry, guard?: WriteGuard): MaybePromise<boolean> {
    return this.#setFrom(this.#stores.length - 1, key, entry, guard);
  }

  setMany(entries: readonly (readonly [string, CacheEntry])[]): MaybePromise<void> {
    return this.#each((store) => store.setMany(entries));
  }

  /** @throws CacheError REMOVAL_FAILED */
  delete(keys: readonly string[]): MaybePromise<void> {
    return this.#remove((store) => store.delete(keys));
  }

  /** @throws CacheError REMOVAL_FAILED */
  invalidateTags(tags: readonly string[]): MaybePromise<void> {
    return this.#remove((store) => store.invalidateTags(tags));
  }

  /** @throws CacheError REMOVAL_FAILED */
  clear(): MaybePromise<void> {
    return this.#remove((store) => store.clear());
  }

  /** The stores that others do not see forget what they are told; the network's own has been told already. */
  async forget(forgetIn: (store: Store) => MaybePromise<void>): Promise<void> {
    try {
      await this.#each((store) => (store.reach === 'network' ? undefined : forgetIn(store)));
    } catch {
      // counted, and there is no caller to tell
    }
  }

  tagVersions(tags: readonly string[]): MaybePromise<string[]> {
    return this.#versionsFrom(
      0,
      tags,
      tags.map(() => ''),
    );
  }

  size(): MaybePromise<StoreSize> {
    const far = this.#stores.at(-1)!;
    return this.#guarded<StoreSize>(far, () => far.size(), { entries: 0, bytes: 0 });
  }

  /** What each store holds, by name. */
  async sizes(): Promise<Record<string, StoreSize>> {
    const out: Record<string, StoreSize> = {};
    for (const store of this.#stores) {
      out[store.name] = await this.#guarded<StoreSize>(store, () => store.size(), { entries: 0, bytes: 0 });
    }
    return out;
  }

  close(): MaybePromise<void> {
    return this.#each((store) => store.close());
  }

  #getFrom(i: number, key: string, best: CacheEntry | undefined): MaybePromise<CacheEntry | undefined> {
    const store = this.#stores[i];
    if (store === undefined) return best;
    const found = this.#guarded(store, () => store.get(key), undefined);
    return chain(found, (entry) => {
      if (entry === undefined || entry.freshUntil <= this.#clock.now()) {
        return this.#getFrom(i + 1, key, later(best, entry));
      }
      return chain(this.#promote(i, [[key, entry]]), () => entry);
    });
  }

  #getManyFrom(
    i: number,
    keys: readonly string[],
    found: (CacheEntry | undefined)[],
  ): MaybePromise<(CacheEntry | undefined)[]> {
    const store = this.#stores[i];
    if (store === undefined) return found;
    const now = this.#clock.now();
    const fresh = (entry: CacheEntry | undefined): boolean => entry !== undefined && entry.freshUntil > now;
    const wanted = [...keys.keys()].filter((at) => !fresh(found[at]));
    if (wanted.length === 0) return found;
    const asked = wanted.map((at) => keys[at]!);
    const entries = this.#guarded<readonly (CacheEntry | undefined)[]>(store, () => store.getMany(asked), []);
    return chain(entries, (answers) => {
      const up: [string, CacheEntry][] = [];
      for (let n = 0; n < wanted.length; n++) {
        const entry = answers[n];
        found[wanted[n]!] = later(found[wanted[n]!], entry);
        if (i > 0 && entry !== undefined && fresh(entry)) up.push([asked[n]!, entry]);
      }
      return chain(this.#promote(i, up), () => this.#getManyFrom(i + 1, keys, found));
    });
  }

  /** Copies what store `i` had to the nearer ones; a removal on its way undoes it there as well. */
  #promote(i: number, entries: readonly (readonly [string, CacheEntry])[]): MaybePromise<void> {
    if (i === 0 || entries.length === 0) return undefined;
    const nearer = this.#stores.slice(0, i);
    return nearer.reduce<MaybePromise<void>>(
      (before, store) => chain(before, () => this.#guarded(store, () => store.setMany(entries), undefined)),
      undefined,
    );
  }

  #setFrom(i: number, key: string, entry: CacheEntry, guard: WriteGuard | undefined): MaybePromise<boolean> {
    const store = this.#stores[i];
    if (store === undefined) return true;
    const versions = guard?.versions?.map((text) => text.split(BETWEEN)[i] ?? '');
    const lease = store.lock === this.lock ? guard?.lease : undefined;
    const stored = this.#guarded(store, () => store.set(key, entry, guard && { versions, lease }), true);
    return chain(stored, (allowed) => allowed && this.#setFrom(i - 1, key, entry, guard));
  }

  #versionsFrom(i: number, tags: readonly string[], texts: string[]): MaybePromise<string[]> {
    const store = this.#stores[i];
    if (store === undefined) return texts;
    const versions = this.#guarded<readonly string[]>(store, () => store.tagVersions(tags), []);
    return chain(versions, (own) => {
      const next = texts.map((text, n) => (i === 0 ? '' : text + BETWEEN) + (own[n] ?? ''));
      return this.#versionsFrom(i + 1, tags, next);
    });
  }

  /** A removal that failed somewhere is told: what should be gone is answered there still. */
  #remove(work: (store: Store) => MaybePromise<void>): MaybePromise<void> {
    const failed: { store: string; error: unknown }[] = [];
    const noted = (store: Store): MaybePromise<void> => {
      const note = (error: unknown): never => {
        failed.push({ store: store.name, error });
        throw error;
      };
      try {
        const done = work(store);
        return done instanceof Promise ? done.catch(note) : done;
      } catch (error) {
        return note(error);
      }
    };
    return chain(this.#each(noted), () => {
      const [first] = failed;
      if (first === undefined) return;
      throw new CacheError('REMOVAL_FAILED', {
        what: `the ${first.store} tier could not remove what it was told to`,
        fix: 'try again: until then it may answer the old value',
        cause: first.error,
      });
    });
  }

  #each(work: (store: Store) => MaybePromise<void>): MaybePromise<void> {
    return this.#stores.reduceRight<MaybePromise<void>>(
      (before, store) => chain(before, () => this.#guarded(store, () => work(store), undefined)),
      undefined,
    );
  }

  /** What a store answers; `otherwise` where it fails, which no mistake of the program's is. */
  #guarded<T>(store: Store, work: () => MaybePromise<T>, otherwise: T): MaybePromise<T> {
    const failed = (error: unknown): T => {
      if (isTidemarkError(error) && NOT_THE_STORES.includes(error.code)) throw error;
      this.#failures.failed(store.name, error);
      return otherwise;
    };
    try {
      const answer = work();
      return answer instanceof Promise ? answer.catch(failed) : answer;
    } catch (error) {
      return failed(error);
    }
  }
}

const NOT_THE_STORES = ['UNCACHEABLE_VALUE', 'REDIS_DRIVER_MISSING'];

function later(a: CacheEntry | undefined, b: CacheEntry | undefined): CacheEntry | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return b.freshUntil > a.freshUntil ? b : a;
}
