import type { Clock } from '@tidemark/core-market';
import type { InvalidationBus } from './invalidation.ts';
import type { FlightLock, Lease } from './single-flight.ts';

/** A value, or a promise of it: some stores answer at once. */
export type MaybePromise<T> = T | Promise<T>;

/** A value with its times. */
export interface CacheEntry {
  readonly value: unknown;
  /** When its computation was finished, epoch ms. */
  readonly storedAt: number;
  /** Until when it is answered without a thought, epoch ms; Infinity: for ever. */
  readonly freshUntil: number;
  /** From when on it is of no use to anybody, epoch ms. */
  readonly expiresAt: number;
  readonly tags: readonly string[];
}

/** What a write that took its time must still find unchanged. */
export interface WriteGuard {
  /** What `tagVersions` answered before the value was computed. */
  readonly versions?: readonly string[] | undefined;
  /** The right to compute it, of this store's lock. */
  readonly lease?: Lease | undefined;
}

/** One tier of a region: where entries are kept. What it throws counts as its failure, never as the caller's. */
export interface Store {
  /** `disk`, `redis`: as regions call it. */
  readonly name: string;
  /** Who sees the same entries: this process, this machine, everybody. */
  readonly reach: 'process' | 'machine' | 'network';
  /** Whether every method answers at once. */
  readonly sync: boolean;
  /** Keeps two processes from computing the same. */
  readonly lock?: FlightLock | undefined;
  /** The entry, also one that is fresh no longer; undefined where there is none, or it has expired. */
  get(key: string): MaybePromise<CacheEntry | undefined>;
  /** One for each key, in their order. */
  getMany(keys: readonly string[]): MaybePromise<readonly (CacheEntry | undefined)[]>;
  /** @returns false where the guard forbids it: something newer was said meanwhile */
  set(key: string, entry: CacheEntry, guard?: WriteGuard): MaybePromise<boolean>;
  setMany(entries: readonly (readonly [key: string, entry: CacheEntry])[]): MaybePromise<void>;
  /** Removes entries, and forbids the writes of computations that are under way. */
  delete(keys: readonly string[]): MaybePromise<void>;
  /** Removes the entries that have one of the tags, and forbids the writes of computations that are under way. */
  invalidateTags(tags: readonly string[]): MaybePromise<void>;
  /** What changes with `invalidateTags`, one for each tag. */
  tagVersions(tags: readonly string[]): MaybePromise<readonly string[]>;
  clear(): MaybePromise<void>;
  /** Counts what is there; it may take its time. */
  size(): MaybePromise<StoreSize>;
  close(): MaybePromise<void>;
}

export interface StoreSize {
  readonly entries: number;
  readonly bytes: number;
}

/** What a store tells its region. */
export interface StoreEvents {
  /** An entry could not be read and was removed. */
  corrupt(): void;
  evicted(count: number): void;
}

/** What a store is opened for. */
export interface StoreContext {
  readonly region: string;
  readonly clock: Clock;
  readonly events: StoreEvents;
}

/** Opens a region's store: `diskCache`, `redisCache`. */
export interface StoreFactory {
  open(context: StoreContext): Store;
  /** Tells other processes what was removed. */
  readonly bus?: InvalidationBus | undefined;
  close?(): MaybePromise<void>;
}

/** Goes on with a value at once where it is there, and when it comes where it is promised. */
export function chain<T, R>(value: MaybePromise<T>, work: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(work) : work(value);
}
