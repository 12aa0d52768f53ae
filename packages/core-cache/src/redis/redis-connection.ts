import { isTidemarkError } from '@tidemark/core-errors';
import { CacheError } from '../error.ts';
import { LinkedList, type Linked } from '../linked-list.ts';
import {
  fromIoredis,
  type IoredisClient,
  type RedisArgument,
  type RedisCommand,
  type RedisLike,
} from './redis-like.ts';

/** Commands with an end: one that is not answered in time has failed, and then Redis is left alone for a while. */
export class RedisConnection {
  readonly #driver: RedisLike;
  readonly #timeoutMs: number;
  readonly #retryAfterMs: number;
  readonly #waiting = new LinkedList<Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #downUntil = 0;

  constructor(driver: RedisLike, timeoutMs: number, retryAfterMs: number) {
    this.#driver = driver;
    this.#timeoutMs = timeoutMs;
    this.#retryAfterMs = retryAfterMs;
  }

  /** One command. @throws CacheError REDIS_DOWN, and what the driver throws */
  readonly run = (name: string, ...args: RedisArgument[]): Promise<unknown> =>
    this.#inTime(() => this.#driver.command(name, ...args));

  /** Several commands in one round trip. */
  readonly runAll = (commands: readonly RedisCommand[]): Promise<unknown[]> =>
    commands.length === 0 ? Promise.resolve([]) : this.#inTime(() => this.#driver.pipeline(commands));

  #inTime<T>(send: () => Promise<T>): Promise<T> {
    if (this.#downUntil > 0 && performance.now() < this.#downUntil) {
      return Promise.reject(down('Redis has failed a moment ago and is left alone'));
    }
    return new Promise((resolve, reject) => {
      const until = performance.now() + this.#timeoutMs;
      const waiting: Waiting = { until, reject, before: undefined, after: undefined };
      this.#waiting.add(waiting);
      this.#watch();
      send().then(
        (reply) => {
          this.#waiting.remove(waiting);
          this.#downUntil = 0;
          resolve(reply);
        },
        (error) => this.#fail(waiting, error),
      );
    });
  }

  #fail(waiting: Waiting, error: unknown): void {
    this.#waiting.remove(waiting);
    if (!isMissing(error)) this.#downUntil = performance.now() + this.#retryAfterMs;
    waiting.reject(error);
  }

  /** One timer for all that are waiting: one for each command would cost a tenth of the command. */
  #watch(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      for (const waiting of this.#waiting) {
        if (waiting.until <= now) this.#fail(waiting, down(`Redis has not answered in ${this.#timeoutMs} ms`));
      }
      if (!this.#waiting.isEmpty) this.#watch();
    }, this.#timeoutMs / 4);
    this.#timer.unref();
  }
}

/** A command that was sent. */
interface Waiting extends Linked<Waiting> {
  readonly until: number;
  readonly reject: (error: unknown) => void;
}

/** No driver, no server: that is not mended by waiting. */
function isMissing(error: unknown): boolean {
  return isTidemarkError(error) && error.code === 'REDIS_DRIVER_MISSING';
}

function down(what: string): CacheError {
  return new CacheError('REDIS_DOWN', { what, fix: 'check that it runs and can be reached' });
}

interface IoredisModule {
  readonly Redis: new (url: string, options: object) => IoredisClient & { connect(): Promise<void> };
}

/**
 * A connection through ioredis, which is loaded with the first command.
 *
 * @throws CacheError REDIS_DRIVER_MISSING from the first command
 */
export function connect(url: string, importDriver: () => Promise<unknown> = () => import('ioredis')): RedisLike {
  let opened: Promise<{ driver: RedisLike; client: IoredisClient }> | undefined;
  const open = (): NonNullable<typeof opened> =>
    (opened ??= loaded(importDriver).then(({ Redis }) => {
      // A command fails at once while there is no connection; the next tier answers meanwhile.
      const client = new Redis(url, { maxRetriesPerRequest: 1, lazyConnect: true, connectTimeout: 2_000 });
      client.on('error', () => {}); // each command that fails for it says so
      return { client, driver: fromIoredis(client) };
    }));
  return {
    command: async (name, ...args) => (await open()).driver.command(name, ...args),
    pipeline: async (commands) => (await open()).driver.pipeline(commands),
    subscribe: async (...args) => (await open()).driver.subscribe(...args),
    async close() {
      const there = await opened?.catch(() => undefined); // missing: whoever used it was told
      await there?.driver.close();
      there?.client.disconnect();
    },
  };
}

async function loaded(importDriver: () => Promise<unknown>): Promise<IoredisModule> {
  try {
    return (await importDriver()) as IoredisModule;
  } catch (cause) {
    throw new CacheError('REDIS_DRIVER_MISSING', {
      what: 'ioredis is not installed',
      fix: 'npm install ioredis, or give redisCache a client of your own',
      cause,
    });
  }
}
