import { silentLogger, type Clock, type Logger } from '@tidemark/core-market';
import { adopt, handOut, keep, type Kept } from './copy.ts';
import { CacheError } from './error.ts';
import type { Lifetimes, ResolvedPolicy } from './policy.ts';
import { SingleFlight, type Lease, type Ticket } from './single-flight.ts';
import type { Counters } from './statistics.ts';
import type { CacheEntry, MaybePromise } from './store.ts';
import { heldEntry, type MemoryEntry, type MemoryStore } from './stores/memory.ts';
import type { TieredStore } from './stores/tiered.ts';

/** What a lookup is made of. */
export interface Request {
  readonly key: string;
  readonly factory: () => unknown;
  readonly lifetimes: Lifetimes;
  readonly tags: readonly string[];
  /** The counts of the function that asks, besides the region's. */
  readonly counters?: Counters | undefined;
}

/** How a flight ended. */
interface Landing {
  readonly kept: Kept;
  readonly how: 'hits' | 'stale' | 'misses';
  /** An entry past its ttl that wants a new one behind it. */
  readonly behind?: MemoryEntry | undefined;
}

/** What a region is made of. */
export interface ReadThroughParts {
  readonly name: string;
  readonly policy: ResolvedPolicy;
  readonly memory: MemoryStore | undefined;
  readonly lower: TieredStore | undefined;
  readonly counters: Counters;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger?: Logger | undefined;
}

/** After a failed computation, the next try is not before this. */
const RETRY_AFTER_MS = 1_000;

/** Reads through the tiers and computes what is missing, each key once at a time. The mechanics of a region. */
export class ReadThrough {
  readonly name: string;
  readonly policy: ResolvedPolicy;
  readonly counters: Counters;
  readonly flights = new SingleFlight<Landing>();
  readonly #memory: MemoryStore | undefined;
  readonly #lower: TieredStore | undefined;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #logger: Logger;

  constructor({ name, policy, memory, lower, counters, clock, random, logger }: ReadThroughParts) {
    this.name = name;
    this.policy = policy;
    this.counters = counters;
    this.#memory = memory;
    this.#lower = lower;
    this.#clock = clock;
    this.#random = random;
    this.#logger = logger ?? silentLogger;
  }

  /** The fresh entry in memory, counted as a hit; undefined, and nothing counted, where there is none. */
  hit(key: string): MemoryEntry | undefined {
    const held = this.#memory?.find(key);
    if (held === undefined) return undefined;
    if (held.freshUntil !== Infinity && held.freshUntil <= this.#clock.now()) return undefined;
    this.counters.hits++;
    return held;
  }

  /** What a caller is handed of an entry. */
  out(kept: Kept): unknown {
    return kept.loose ? handOut(kept, this.policy.copy) : kept.value;
  }

  /** An entry of whichever tier that may be answered without computing anything; counts the lookup. */
  lookup(key: string): MaybePromise<Kept | undefined> {
    const held = this.#memory?.find(key);
    if (held !== undefined && this.#lifeOf(held, this.policy) === 'fresh') return this.#counted('hits', held);
    if (this.#lower === undefined) return this.#lookedUp(held);
    if (!this.#lower.sync) {
      return this.flights.watch(key, async (ticket) =>
        this.#lookedUp(this.#better(key, held, await this.#lower!.get(key), ticket, true)),
      );
    }
    return this.flights.watchSync(key, (ticket) =>
      this.#lookedUp(this.#better(key, held, this.#lower!.get(key) as CacheEntry | undefined, ticket, true)),
    );
  }

  /** As `lookup`, of many keys in one go. */
  async lookupMany(keys: readonly string[]): Promise<(Kept | undefined)[]> {
    const found: (MemoryEntry | undefined)[] = keys.map((key) => this.#memory?.find(key));
    if (this.#lower === undefined) return found.map((held) => this.#lookedUp(held));
    const wanted = [...keys.keys()].filter(
      (i) => found[i] === undefined || this.#lifeOf(found[i], this.policy) !== 'fresh',
    );
    const asked = wanted.map((i) => keys[i]!);
    return this.flights.watch(new Set(asked), async (ticket) => {
      const entries = asked.length === 0 ? [] : await this.#lower!.getMany(asked);
      for (let n = 0; n < asked.length; n++) {
        found[wanted[n]!] = this.#better(asked[n]!, found[wanted[n]!], entries[n], ticket, true);
      }
      return found.map((held) => this.#lookedUp(held));
    });
  }

  /** The value of a key, computed where it is missing; whoever asks meanwhile waits for the same computation. */
  async obtain(request: Request): Promise<unknown> {
    const { key, lifetimes } = request;
    const held = this.#memory?.find(key);
    const life = held === undefined ? 'expired' : this.#lifeOf(held, lifetimes);
    if (held !== undefined && life !== 'expired') {
      if (life === 'stale') this.#refreshBehind(request, held);
      return this.out(this.#counted(life === 'fresh' ? 'hits' : 'stale', held, request.counters)!);
    }
    const under = this.flights.get(key);
    const flight = under ?? this.#start(request, false);
    let how: 'hits' | 'stale' | 'misses' = 'misses';
    try {
      const landing = await this.flights.join(flight);
      how = landing.how;
      if (landing.behind !== undefined) this.#refreshBehind(request, landing.behind);
      return this.out(landing.kept);
    } finally {
      this.#count(how, request.counters);
      if (how === 'misses' && under !== undefined) this.#count('coalesced', request.counters);
    }
  }

  /**
   * As `obtain`, at once; for tiers that answer at once.
   *
   * @param promised what to do where the factory answers a promise; called once, with it
   */
  obtainNow(request: Request, promised: (value: Promise<unknown>) => unknown): unknown {
    const { key, lifetimes, counters } = request;
    const held = this.#memory?.find(key);
    const life = held === undefined ? 'expired' : this.#lifeOf(held, lifetimes);
    if (held !== undefined && life === 'fresh') return this.out(this.#counted('hits', held, counters)!);
    return this.flights.watchSync(key, (ticket) => {
      const old = this.#better(key, held, this.#lower?.get(key) as CacheEntry | undefined, ticket, true);
      const age = old === undefined ? 'expired' : this.#lifeOf(old, lifetimes);
      if (old !== undefined && age !== 'expired') {
        if (age === 'stale') this.#refreshBehind(request, old);
        return this.out(this.#counted(age === 'fresh' ? 'hits' : 'stale', old, counters)!);
      }
      const versions = this.#versions(request) as readonly string[] | undefined;
      let value: unknown;
      try {
        this.#count('computations', counters);
        value = request.factory();
      } catch (error) {
        this.#count('factoryErrors', counters);
        if (old !== undefined && ticket.allows(old.tags) && this.#pardoned(old, lifetimes, error))
          return this.out(this.#counted('stale', old, counters)!);
        this.#count('misses', counters);
        throw error;
      }
      if (value instanceof Promise) {
        // Counted anew, as the computation that it is.
        this.#count('computations', counters, -1);
        return promised(value);
      }
      this.#count('misses', counters);
      const kept = this.#store(request, value, ticket, versions, undefined) as Kept;
      return this.out(kept);
    });
  }

  /** Stores a value that somebody knows without the cache. */
  put(key: string, value: unknown, lifetimes: Lifetimes, tags: readonly string[]): MaybePromise<boolean> {
    this.flights.overtakeKeys([key], 'here');
    const entry = this.#entry(value, lifetimes, tags);
    this.counters.writes++;
    this.#memory?.hold(key, entry, false);
    return this.#lower?.set(key, entry) ?? true;
  }

  /** As `put`, of many in one go. */
  putMany(values: readonly (readonly [string, unknown])[], lifetimes: Lifetimes): MaybePromise<void> {
    this.flights.overtakeKeys(
      values.map(([key]) => key),
      'here',
    );
    const entries = values.map(([key, value]) => [key, this.#entry(value, lifetimes, NO_TAGS)] as const);
    this.counters.writes += entries.length;
    if (this.#memory !== undefined) for (const [key, entry] of entries) this.#memory.hold(key, entry, false);
    return this.#lower?.setMany(entries);
  }

  #entry(
    value: unknown,
    { ttlMs, jitter, staleMs, graceMs, negativeTtlMs }: Lifetimes,
    tags: readonly string[],
  ): CacheEntry {
    const storedAt = this.#clock.now();
    const nothing = value === undefined || value === null;
    const full = nothing ? (negativeTtlMs ?? ttlMs) : ttlMs;
    const freshUntil = storedAt + (jitter === 0 ? full : full * (1 - jitter * this.#random()));
    return { value, storedAt, freshUntil, expiresAt: freshUntil + Math.max(staleMs, graceMs), tags };
  }

  #lifeOf({ freshUntil, retryAt }: MemoryEntry, { staleMs }: Lifetimes): 'fresh' | 'stale' | 'expired' {
    if (freshUntil === Infinity) return 'fresh';
    const now = this.#clock.now();
    if (now < freshUntil) return 'fresh';
    return now < freshUntil + staleMs || now < retryAt ? 'stale' : 'expired';
  }

  #lookedUp(held: MemoryEntry | undefined): Kept | undefined {
    const life = held === undefined ? 'expired' : this.#lifeOf(held, this.policy);
    if (life === 'expired') this.counters.misses++;
    return life === 'expired' ? undefined : this.#counted(life === 'fresh' ? 'hits' : 'stale', held!);
  }

  /**
   * What memory holds, or what a lower tier has where that lives longer; then it is kept in memory as well.
   *
   * @param sole whether one caller alone is handed it: what is not kept here then needs no copy
   */
  #better(
    key: string,
    held: MemoryEntry | undefined,
    found: CacheEntry | undefined,
    ticket: Ticket,
    sole: boolean,
  ): MemoryEntry | undefined {
    if (found === undefined || (held !== undefined && found.freshUntil <= held.freshUntil)) return held;
    if (this.#memory !== undefined && ticket.allowsCopy(found.tags)) return this.#memory.hold(key, found, true);
    const kept = adopt(found.value, this.policy.copy, key);
    return heldEntry(sole ? { value: kept.value, loose: false, bytes: kept.bytes } : kept, found);
  }

  #start(request: Request, refresh: boolean): ReturnType<SingleFlight<Landing>['start']> {
    return this.flights.start(request.key, request.tags, (flight) => this.#fly(request, flight.ticket, refresh));
  }

  /** Computes a new entry while the old one is answered. */
  #refreshBehind(request: Request, old: MemoryEntry): void {
    if (this.#clock.now() < old.retryAt || this.flights.get(request.key) !== undefined) return;
    // Not on this caller's time.
    this.flights.start(request.key, request.tags, async (flight) => {
      await Promise.resolve();
      return this.#fly(request, flight.ticket, true);
    });
  }

  async #fly(request: Request, ticket: Ticket, refresh: boolean): Promise<Landing> {
    const { key, lifetimes } = request;
    let old = this.#memory?.find(key);
    if (this.#lower === undefined) return this.#compute(request, ticket, old, undefined);

    const fresh = async (): Promise<Landing | undefined> => {
      old = this.#better(key, old, await this.#lower!.get(key), ticket, false);
      if (old === undefined || old.freshUntil <= this.#clock.now()) return undefined;
      return { kept: old, how: 'hits' };
    };
    const found = await fresh();
    if (found !== undefined) return found;
    if (!refresh && old !== undefined && this.#lifeOf(old, lifetimes) === 'stale') {
      return { kept: old, how: 'stale', behind: old };
    }
    const { lock } = this.#lower;
    if (lock === undefined) return this.#compute(request, ticket, old, undefined);
    for (let attempt = 0; ; attempt++) {
      const lease = await this.#acquire(key);
      if (lease === 'out of order') return this.#compute(request, ticket, old, undefined);
      const waited = lease !== undefined || (await lock.pause(attempt));
      try {
        // Somebody else may have computed it since we looked.
        const late = await fresh();
        if (late !== undefined) return late;
        if (lease !== undefined || !waited) return await this.#compute(request, ticket, old, lease);
      } finally {
        await this.#release(lease);
      }
    }
  }

  async #acquire(key: string): Promise<Lease | undefined | 'out of order'> {
    try {
      return await this.#lower!.lock!.acquire(key);
    } catch (error) {
      this.#lockFailed(error);
      return 'out of order';
    }
  }

  async #release(lease: Lease | undefined): Promise<void> {
    try {
      await lease?.release();
    } catch (error) {
      this.#lockFailed(error); // it ends with its time
    }
  }

  #lockFailed(error: unknown): void {
    this.counters.storeErrors++;
    this.#logger.warn({ region: this.name, err: error }, 'the lock of a cache region fails');
  }

  async #compute(
    request: Request,
    ticket: Ticket,
    old: MemoryEntry | undefined,
    lease: Lease | undefined,
  ): Promise<Landing> {
    const { lifetimes, counters } = request;
    const versions = this.#versions(request);
    const before = versions instanceof Promise ? await versions : versions;
    let value: unknown;
    try {
      this.#count('computations', counters);
      value = await request.factory();
    } catch (error) {
      this.#count('factoryErrors', counters);
      if (old !== undefined && ticket.allows(old.tags) && this.#pardoned(old, lifetimes, error))
        return { kept: old, how: 'stale' };
      throw error;
    }
    const stored = this.#store(request, value, ticket, before, lease);
    return { kept: stored instanceof Promise ? await stored : stored, how: 'misses' };
  }

  #versions({ tags }: Request): MaybePromise<readonly string[] | undefined> {
    return tags.length === 0 ? undefined : this.#lower?.tagVersions(tags);
  }

  /** Stores what was computed, unless it was overtaken. */
  #store(
    { key, lifetimes, tags, counters }: Request,
    value: unknown,
    ticket: Ticket,
    versions: readonly string[] | undefined,
    lease: Lease | undefined,
  ): MaybePromise<Kept> {
    const entry = this.#entry(value, lifetimes, tags);
    const kept = keep(value, this.policy.copy, `${this.name}, ${key}`);
    if (!ticket.allows(tags)) return kept;
    const toMemory = (allowed: boolean): Kept => {
      if (!allowed || !ticket.allowsCopy(tags)) return kept;
      this.#count('writes', counters);
      if (this.#memory === undefined) return kept;
      this.#memory.put(key, heldEntry(kept, entry));
      return kept;
    };
    const stored = this.#lower?.set(key, entry, { versions, lease }) ?? true;
    return stored instanceof Promise ? stored.then(toMemory) : toMemory(stored);
  }

  /** Whether an old entry is answered where computing a new one failed; then the next try waits a little. */
  #pardoned(old: MemoryEntry, { staleMs, graceMs }: Lifetimes, error: unknown): boolean {
    const now = this.#clock.now();
    if (now >= old.freshUntil + Math.max(staleMs, graceMs)) return false;
    old.retryAt = now + RETRY_AFTER_MS;
    this.#logger.warn({ region: this.name, err: error }, 'a cached value could not be computed anew');
    return true;
  }

  #counted(how: 'hits' | 'stale', kept: Kept, counters?: Counters): Kept {
    this.#count(how, counters);
    return kept;
  }

  #count(what: Exclude<keyof Counters, 'snapshot'>, counters: Counters | undefined, by = 1): void {
    this.counters[what] += by;
    if (counters !== undefined) counters[what] += by;
  }
}

const NO_TAGS: readonly string[] = [];

/** Refuses a promise where a value is wanted at once. */
export function refusePromise(promise: Promise<unknown>, where: string): never {
  promise.catch(() => {}); // nobody will await it
  throw new CacheError('PROMISE_NOT_AWAITED', {
    what: 'the factory answers a promise',
    where,
    fix: 'use getOrSet, which awaits it',
  });
}
