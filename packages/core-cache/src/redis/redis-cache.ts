import { randomUUID } from 'node:crypto';
import type { Clock } from '@tidemark/core-market';
import { CacheError } from '../error.ts';
import { decodeFrame, encodeFrame, type Frame } from '../frame.ts';
import type { CacheEntry, Store, StoreContext, StoreEvents, StoreFactory, StoreSize, WriteGuard } from '../store.ts';
import { redisBus } from './redis-bus.ts';
import { connect, RedisConnection } from './redis-connection.ts';
import { escapeGlob, redisKeys, type RedisKeys } from './redis-keys.ts';
import type { RedisCommand, RedisLike } from './redis-like.ts';
import { FENCE_MS, RedisLease, RedisLock } from './redis-lock.ts';

export interface RedisCacheOptions {
  /** `redis://127.0.0.1:6379/0`: a connection of the cache's own, through ioredis. */
  readonly url?: string | undefined;
  /** A connection that is there already: `fromIoredis(client)`, or any other. */
  readonly client?: RedisLike | undefined;
  /** What all keys begin with. Default `tidemark:`. */
  readonly prefix?: string | undefined;
  /** A command that is not answered in this time has failed. Default 1,000. */
  readonly timeoutMs?: number | undefined;
  /** After a failure Redis is left alone for this long, and the next tier answers. Default 1,000. */
  readonly retryAfterMs?: number | undefined;
  /** How long a computation is another process's before it is taken for gone. Default 10,000. */
  readonly leaseMs?: number | undefined;
  /** How long to wait for another process's computation before computing it here. Default 60,000. */
  readonly waitMs?: number | undefined;
}

const FENCED_SET = `
local newest = math.max(tonumber(redis.call('get', KEYS[2]) or '0'), tonumber(redis.call('get', KEYS[3]) or '0'))
if tonumber(ARGV[1]) < newest then return 0 end
if ARGV[3] == '0' then redis.call('set', KEYS[1], ARGV[2]) else redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;
const DELETE = `
local fence = redis.call('incr', KEYS[1])
for i = 2, #KEYS, 3 do
  redis.call('set', KEYS[i], fence, 'PX', ARGV[1])
  redis.call('unlink', KEYS[i + 1], KEYS[i + 2])
end`;
const FRAMES = { allocate: (length: number): Buffer => Buffer.allocUnsafe(length) };
/** Keys in one command: Redis serves nobody else meanwhile. */
const BATCH = 500;
/** Bytes on their way at once: what waits for long to be sent is expensive to collect. */
const BATCH_BYTES = 1 << 22;

/**
 * A store in Redis, shared by all processes that use the same prefix, with a lock that keeps two of them from computing
 * the same, and messages that keep their memories in step. Where Redis does not answer the next tier does.
 *
 * A value lives by the clock of Redis: never longer than its ttl with the grace that the policy adds.
 *
 * @throws CacheError INVALID_POLICY; from the first use REDIS_DRIVER_MISSING
 */
export function redisCache(options: RedisCacheOptions): StoreFactory {
  const { url, client, prefix = 'tidemark:', timeoutMs = 1_000, retryAfterMs = 1_000 } = options;
  const { leaseMs = 10_000, waitMs = 60_000 } = options;
  if ((url === undefined) === (client === undefined)) {
    const what = url === undefined ? 'redisCache has neither url nor client' : 'redisCache has both url and client';
    throw new CacheError('INVALID_POLICY', { what, fix: "give one: { url: 'redis://127.0.0.1:6379' }" });
  }
  for (const [name, value] of Object.entries({ timeoutMs, retryAfterMs, leaseMs, waitMs })) {
    if (value > 0) continue;
    const fix = 'give milliseconds above 0';
    throw new CacheError('INVALID_POLICY', { what: `${name} is ${value}`, where: 'redisCache', fix });
  }
  const driver = client ?? connect(url!);
  const connection = new RedisConnection(driver, timeoutMs, retryAfterMs);
  const bus = redisBus(driver, connection, `${prefix}removed`);
  return {
    bus,
    open: (context) => new RedisStore(connection, redisKeys(prefix, context.region), leaseMs, waitMs, context),
    close: () => driver.close(),
  };
}

/** A key that somebody waits for. */
interface Asked {
  readonly key: string;
  readonly resolve: (entry: CacheEntry | undefined) => void;
  readonly reject: (error: unknown) => void;
}

class RedisStore implements Store {
  readonly name = 'redis';
  readonly reach = 'network';
  readonly sync = false;
  readonly lock: RedisLock;
  readonly #redis: RedisConnection;
  readonly #keys: RedisKeys;
  readonly #region: string;
  readonly #clock: Clock;
  readonly #events: StoreEvents;
  #asked: Asked[] = [];

  constructor(
    redis: RedisConnection,
    keys: RedisKeys,
    leaseMs: number,
    waitMs: number,
    { region, clock, events }: StoreContext,
  ) {
    this.#redis = redis;
    this.#keys = keys;
    this.#region = region;
    this.#clock = clock;
    this.#events = events;
    this.lock = new RedisLock(redis.run, keys, leaseMs, waitMs);
  }

  /** Those who ask at the same time are answered by one command. */
  get(key: string): Promise<CacheEntry | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#asked.length === 0) queueMicrotask(() => this.#answer());
      this.#asked.push({ key, resolve, reject });
    });
  }

  async getMany(keys: readonly string[]): Promise<(CacheEntry | undefined)[]> {
    if (keys.length === 0) return [];
    const replies = (await this.#redis.run('MGET', ...keys.map(this.#keys.entry))) as unknown[];
    return this.#withTags(replies.map((reply, i) => this.#decoded(keys[i]!, reply)));
  }

  async set(key: string, entry: CacheEntry, { versions, lease }: WriteGuard = {}): Promise<boolean> {
    const px = this.#lifetime(entry);
    if (px < 0) return true; // it has expired already
    const notes = entry.tags.length === 0 ? [] : (versions ?? (await this.tagVersions(entry.tags)));
    const frame = this.#frame(key, entry, notes);
    const { entry: entryKey, fence, fenceOfAll } = this.#keys;
    if (!(lease instanceof RedisLease)) {
      await this.#redis.run('SET', entryKey(key), frame, ...(px === 0 ? [] : ['PX', px]));
      return true;
    }
    const keys = [entryKey(key), fence(key), fenceOfAll];
    return Number(await this.#redis.run('EVAL', FENCED_SET, 3, ...keys, lease.fence, frame, px)) === 1;
  }

  async setMany(entries: readonly (readonly [string, CacheEntry])[]): Promise<void> {
    const tags = new Set<string>();
    for (const [, entry] of entries) for (const tag of entry.tags) tags.add(tag);
    const versions = await this.tagVersions([...tags]);
    const versionOf = new Map([...tags].map((tag, i) => [tag, versions[i]!]));
    let commands: RedisCommand[] = [];
    let bytes = 0;
    for (const [key, entry] of entries) {
      const px = this.#lifetime(entry);
      if (px < 0) continue;
      const notes = entry.tags.map((tag) => versionOf.get(tag)!);
      const frame = this.#frame(key, entry, notes);
      const name = this.#keys.entry(key);
      commands.push(px === 0 ? ['set', name, frame] : ['set', name, frame, 'PX', px]);
      bytes += frame.length;
      if (bytes < BATCH_BYTES) continue;
      await this.#redis.runAll(commands);
      commands = [];
      bytes = 0;
    }
    await this.#redis.runAll(commands);
  }

  async delete(keys: readonly string[]): Promise<void> {
    const { entry, lock, fence, counter } = this.#keys;
    for (let i = 0; i < keys.length; i += BATCH) {
      const names = keys.slice(i, i + BATCH).flatMap((key) => [fence(key), entry(key), lock(key)]);
      await this.#redis.run('EVAL', DELETE, names.length + 1, counter, ...names, FENCE_MS);
    }
  }

  async invalidateTags(tags: readonly string[]): Promise<void> {
    if (tags.length === 0) return;
    await this.#redis.run('MSET', ...tags.flatMap((tag) => [this.#keys.tag(tag), randomUUID()]));
  }

  async tagVersions(tags: readonly string[]): Promise<string[]> {
    if (tags.length === 0) return [];
    const replies = (await this.#redis.run('MGET', ...tags.map(this.#keys.tag))) as unknown[];
    return replies.map((reply) => (reply === null ? '' : textOf(reply)));
  }

  async clear(): Promise<void> {
    const fence = Number(await this.#redis.run('INCR', this.#keys.counter));
    await this.#redis.run('SET', this.#keys.fenceOfAll, fence); // who computes something now may not store it
    for await (const names of this.#scan()) if (names.length > 0) await this.#redis.run('UNLINK', ...names);
  }

  async size(): Promise<StoreSize> {
    let entries = 0;
    let bytes = 0;
    for await (const names of this.#scan()) {
      const lengths = await this.#redis.runAll(names.map((name) => ['STRLEN', name]));
      entries += names.length;
      for (const length of lengths) bytes += Number(length);
    }
    return { entries, bytes };
  }

  close(): void {}

  #answer(): void {
    const asked = this.#asked;
    this.#asked = [];
    for (let i = 0; i < asked.length; i += BATCH) void this.#answerTogether(asked.slice(i, i + BATCH));
  }

  async #answerTogether(asked: readonly Asked[]): Promise<void> {
    const [first] = asked;
    try {
      const entries =
        asked.length === 1 ? [await this.#getOne(first!.key)] : await this.getMany(asked.map(({ key }) => key));
      for (let i = 0; i < asked.length; i++) asked[i]!.resolve(entries[i]);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #getOne(key: string): Promise<CacheEntry | undefined> {
    const frame = this.#decoded(key, await this.#redis.run('GET', this.#keys.entry(key)));
    if (frame === undefined || frame.entry.tags.length === 0) return frame?.entry;
    const [entry] = await this.#withTags([frame]);
    return entry;
  }

  async *#scan(): AsyncGenerator<string[]> {
    const pattern = `${escapeGlob(this.#keys.entries)}*`;
    let cursor = '0';
    do {
      const reply = await this.#redis.run('SCAN', cursor, 'MATCH', pattern, 'COUNT', BATCH);
      const [next, names] = reply as [unknown, unknown[]];
      cursor = textOf(next);
      yield names.map(textOf);
    } while (cursor !== '0');
  }

  #frame(key: string, entry: CacheEntry, notes: readonly string[]): Uint8Array {
    const parts = encodeFrame(entry, notes, `${this.#region}, ${key}`, FRAMES);
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
  }

  /** Milliseconds that an entry has to live, at least 1; 0 for ever, below 0 where its time is over. */
  #lifetime({ expiresAt }: CacheEntry): number {
    if (expiresAt === Infinity) return 0;
    const left = expiresAt - this.#clock.now();
    return left <= 0 ? -1 : Math.max(1, Math.ceil(left));
  }

  #decoded(key: string, reply: unknown): Frame | undefined {
    if (reply === null || reply === undefined) return undefined;
    // The driver's replies lie side by side in its own memory, wherever they happened to begin.
    const frame = reply instanceof Uint8Array ? decodeFrame(new Uint8Array(reply)) : undefined;
    if (frame !== undefined) return frame.entry.expiresAt > this.#clock.now() ? frame : undefined;
    this.#events.corrupt();
    void this.#redis.run('UNLINK', this.#keys.entry(key)).catch(() => {});
    return undefined;
  }

  /** The entries none of whose tags was invalidated since. */
  async #withTags(frames: readonly (Frame | undefined)[]): Promise<(CacheEntry | undefined)[]> {
    const tags = [...new Set(frames.flatMap((frame) => frame?.entry.tags ?? []))];
    if (tags.length === 0) return frames.map((frame) => frame?.entry);
    const versions = await this.tagVersions(tags);
    const versionOf = new Map(tags.map((tag, i) => [tag, versions[i]]));
    const holds = ({ entry, notes }: Frame): boolean => entry.tags.every((tag, i) => versionOf.get(tag) === notes[i]);
    return frames.map((frame) => (frame !== undefined && holds(frame) ? frame.entry : undefined));
  }
}

function textOf(reply: unknown): string {
  return reply instanceof Uint8Array
    ? Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength).toString()
    : String(reply);
}
