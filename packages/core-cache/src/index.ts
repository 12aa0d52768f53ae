// Regions: named parts of the cache, each with a policy.
export { CacheManager, type CacheManagerOptions, type TierSizes } from './cache-manager.ts';
export { Region, type GetOrSetOptions, type RegionStatistics, type SetOptions } from './region.ts';
export type { CopyPolicy, EntryPolicy, Lifetimes, RegionPolicy, ResolvedPolicy } from './policy.ts';
export { durationMs, type Duration } from './duration.ts';
export type { CacheStatistics } from './statistics.ts';

// Functions that remember: decorators of methods, wrappers of functions.
export { defaultCaches, memoize, region, useCaches } from './decorators.ts';
export type { CacheDecorator, MemoizeOptions, RegionOptions } from './decorators.ts';
export { cacheOf, type AnyFunction, type FunctionCache, type FunctionOptions } from './memoize.ts';

// Keys.
export { argumentsKey, keyOf } from './key.ts';

// Stores: more under `@tidemark/core-cache/node` (disk) and `@tidemark/core-cache/redis`.
export { nullStore } from './stores/null.ts';
export { TieredStore, type TierFailures } from './stores/tiered.ts';
export { MemoryStore, type MemoryEntry, type MemoryOptions } from './stores/memory.ts';
export type { Kept } from './copy.ts';
export { broadcastBus, type Invalidation, type InvalidationBus, type MissedInvalidations } from './invalidation.ts';

// What a store of your own is made of.
export type { CacheEntry, MaybePromise, Store, StoreContext, StoreEvents, StoreFactory } from './store.ts';
export type { StoreSize, WriteGuard } from './store.ts';
export type { FlightLock, Lease } from './single-flight.ts';
export { decodeFrame, encodeFrame, type Checksum, type Frame, type Notes } from './frame.ts';

export { CacheError } from './error.ts';
