import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlightLock, Lease } from '../single-flight.ts';
import type { RedisKeys } from './redis-keys.ts';
import type { RedisArgument } from './redis-like.ts';

/** Runs one command; throws where Redis does not answer. */
export type Run = (name: string, ...args: RedisArgument[]) => Promise<unknown>;

/** Fences outlive every lease by far. */
export const FENCE_MS = 86_400_000;
const LONGEST_PAUSE_MS = 50;

const ACQUIRE = `
if not redis.call('set', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return 0 end
local fence = redis.call('incr', KEYS[2])
redis.call('set', KEYS[3], fence, 'PX', ARGV[3])
return fence`;
const RELEASE = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0`;
const RENEW = `
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end
return 0`;

/** The right to compute a key: a token in Redis that ends with its time, and a fencing number for the write. */
export class RedisLease implements Lease {
  readonly fence: number;
  readonly #run: Run;
  readonly #lockKey: string;
  readonly #token: string;
  readonly #renewal: NodeJS.Timeout;

  constructor(run: Run, lockKey: string, token: string, fence: number, leaseMs: number) {
    this.fence = fence;
    this.#run = run;
    this.#lockKey = lockKey;
    this.#token = token;
    // Where Redis is gone the lease ends with its time.
    this.#renewal = setInterval(() => void run('EVAL', RENEW, 1, lockKey, token, leaseMs).catch(() => {}), leaseMs / 3);
    this.#renewal.unref();
  }

  async release(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#run('EVAL', RELEASE, 1, this.#lockKey, this.#token);
  }
}

/** One holder a key among all processes of a Redis server. */
export class RedisLock implements FlightLock {
  readonly #run: Run;
  readonly #keys: RedisKeys;
  readonly #leaseMs: number;
  readonly #waitMs: number;

  constructor(run: Run, keys: RedisKeys, leaseMs: number, waitMs: number) {
    this.#run = run;
    this.#keys = keys;
    this.#leaseMs = leaseMs;
    this.#waitMs = waitMs;
  }

  async acquire(key: string): Promise<RedisLease | undefined> {
    const { lock, counter, fence } = this.#keys;
    const token = randomUUID();
    const lockKey = lock(key);
    const times = [Math.ceil(this.#leaseMs), FENCE_MS];
    const number = Number(await this.#run('EVAL', ACQUIRE, 3, lockKey, counter, fence(key), token, ...times));
    return number === 0 ? undefined : new RedisLease(this.#run, lockKey, token, number, this.#leaseMs);
  }

  async pause(attempt: number): Promise<boolean> {
    if (attempt * LONGEST_PAUSE_MS >= this.#waitMs) return false;
    await sleep(Math.min(LONGEST_PAUSE_MS, 2 + attempt * 2));
    return true;
  }
}
