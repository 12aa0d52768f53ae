import { LRUCache } from 'lru-cache';
import { adopt, handOut, keep, type Kept } from '../copy.ts';
import type { CopyPolicy } from '../policy.ts';
import type { CacheEntry, Store, StoreContext, StoreSize } from '../store.ts';

/** An entry in memory, apart from what callers go on with. */
export interface MemoryEntry extends Kept, CacheEntry {
  /** After a failed computation: when to try again, epoch ms. */
  retryAt: number;
}

/** An entry of a value that is kept already. Always written out: objects made by spreading cost ten times as much to read. */
export function heldEntry({ value, loose, bytes }: Kept, entry: CacheEntry): MemoryEntry {
  const { storedAt, freshUntil, expiresAt, tags } = entry;
  return { value, loose, bytes, storedAt, freshUntil, expiresAt, tags, retryAt: 0 };
}

/** How a memory store is bounded, and what it hands out. */
export interface MemoryOptions {
  readonly maxEntries: number;
  /** As estimated from the values. */
  readonly maxBytes: number;
  readonly copy: CopyPolicy;
}

/** Entries written between two searches for expired ones. */
const WRITES_A_PURGE = 1_024;

/** Entries in this process, the least recently used pushed out first. */
export class MemoryStore implements Store {
  readonly name = 'memory';
  readonly reach = 'process';
  readonly sync = true;
  readonly #context: StoreContext;
  readonly #copy: CopyPolicy;
  readonly #maxBytes: number;
  readonly #entries: LRUCache<string, MemoryEntry>;
  readonly #tagged = new Map<string, Set<string>>();
  #tagVersion = 0;
  #writes = 0;

  constructor({ maxEntries, maxBytes, copy }: MemoryOptions, context: StoreContext) {
    this.#context = context;
    this.#copy = copy;
    this.#maxBytes = maxBytes;
    this.#entries = new LRUCache<string, MemoryEntry>({
      max: maxEntries,
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: (entry, key, reason) => {
        if (entry.tags.length > 0) this.#untag(key, entry.tags);
        if (reason === 'evict') context.events.evicted(1);
      },
    });
  }

  /** The entry as it is kept, used just now; what it holds is not to be handed out. */
  find(key: string): MemoryEntry | undefined {
    return this.#entries.get(key);
  }

  /**
   * Keeps a value.
   *
   * @param owned true where nobody else has the value, so that it need not be copied
   * @throws CacheError UNCACHEABLE_VALUE
   */
  hold(key: string, entry: CacheEntry, owned: boolean): MemoryEntry {
    const where = `${this.#context.region}, ${key}`;
    return this.put(key, heldEntry((owned ? adopt : keep)(entry.value, this.#copy, where), entry));
  }

  /** Puts an entry in its place; one that alone is larger than the bound is not kept, and counts as pushed out. */
  put(key: string, held: MemoryEntry): MemoryEntry {
    if (++this.#writes % WRITES_A_PURGE === 0) this.purge();
    if (held.bytes > this.#maxBytes) {
      this.#entries.delete(key);
      this.#context.events.evicted(1);
      return held;
    }
    this.#entries.set(key, held);
    for (const tag of held.tags) {
      const keys = this.#tagged.get(tag);
      if (keys === undefined) this.#tagged.set(tag, new Set([key]));
      else keys.add(key);
    }
    return held;
  }

  get(key: string): CacheEntry | undefined {
    const held = this.#entries.get(key);
    if (held === undefined) return undefined;
    if (held.expiresAt > this.#context.clock.now()) return { ...held, value: handOut(held, this.#copy) };
    this.#entries.delete(key);
    return undefined;
  }

  getMany(keys: readonly string[]): (CacheEntry | undefined)[] {
    return keys.map((key) => this.get(key));
  }

  set(key: string, entry: CacheEntry): boolean {
    this.hold(key, entry, false);
    return true;
  }

  setMany(entries: readonly (readonly [string, CacheEntry])[]): void {
    for (const [key, entry] of entries) this.hold(key, entry, false);
  }

  delete(keys: readonly string[]): void {
    for (const key of keys) this.#entries.delete(key);
  }

  invalidateTags(tags: readonly string[]): void {
    this.#tagVersion++;
    for (const tag of tags) {
      const keys = this.#tagged.get(tag);
      if (keys !== undefined) for (const key of Array.from(keys)) this.#entries.delete(key); // which removes it from keys
    }
  }

  tagVersions(tags: readonly string[]): string[] {
    return tags.map(() => String(this.#tagVersion));
  }

  clear(): void {
    this.#entries.clear();
    this.#tagged.clear();
  }

  /** Drops what has expired, which otherwise stays until it is asked for or pushed out. */
  purge(): void {
    const now = this.#context.clock.now();
    const expired = [...this.#entries.entries()].filter(([, { expiresAt }]) => expiresAt <= now);
    for (const [key] of expired) this.#entries.delete(key);
  }

  size(): StoreSize {
    return { entries: this.#entries.size, bytes: this.#entries.calculatedSize };
  }

  /** The keys that are there, the most recently used first. */
  keys(): string[] {
    return [...this.#entries.keys()];
  }

  close(): void {
    this.clear();
  }

  #untag(key: string, tags: readonly string[]): void {
    for (const tag of tags) {
      const keys = this.#tagged.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#tagged.delete(tag);
    }
  }
}
