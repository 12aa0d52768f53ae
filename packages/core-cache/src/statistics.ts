/** What a region or a function has done. Exact: `hits + stale + misses` is the number of lookups that were answered or failed. */
export interface CacheStatistics {
  /** Lookups answered by a fresh entry, of whichever tier. */
  readonly hits: number;
  /** Lookups answered by an entry past its ttl: while a new one was computed, or because computing it failed. */
  readonly stale: number;
  /** Lookups that found nothing: they waited for a computation, or were answered undefined. */
  readonly misses: number;
  /** Those misses that waited for a computation somebody else had begun. */
  readonly coalesced: number;
  /** Calls of a factory, refreshes behind stale answers included. */
  readonly computations: number;
  /** Everything that failed: factories, tiers, entries that could not be read. */
  readonly errors: number;
  readonly factoryErrors: number;
  readonly storeErrors: number;
  readonly corrupt: number;
  /** Entries pushed out by a bound. */
  readonly evictions: number;
  /** Entries stored, by `set` and after computations. */
  readonly writes: number;
  /** (hits + stale) / lookups, 0 to 1; null before the first lookup. */
  readonly efficiency: number | null;
}

/** The running counts behind CacheStatistics. */
export class Counters {
  hits = 0;
  stale = 0;
  misses = 0;
  coalesced = 0;
  computations = 0;
  factoryErrors = 0;
  storeErrors = 0;
  corrupt = 0;
  evictions = 0;
  writes = 0;

  snapshot(): CacheStatistics {
    const { hits, stale, misses, coalesced, computations, factoryErrors, storeErrors, corrupt, evictions, writes } =
      this;
    const lookups = hits + stale + misses;
    const errors = factoryErrors + storeErrors + corrupt;
    const efficiency = lookups === 0 ? null : (hits + stale) / lookups;
    return {
      hits,
      stale,
      misses,
      coalesced,
      computations,
      errors,
      factoryErrors,
      storeErrors,
      corrupt,
      evictions,
      writes,
      efficiency,
    };
  }
}
