import { EventsError } from '../error.ts';

/** The part of a Redis client that a bridge needs. An ioredis client is one. */
export interface RedisLike {
  /** Sends a command. */
  call(command: string, ...args: (string | number)[]): Promise<unknown>;
  /** A second connection of the same kind, that tries again for ever. */
  duplicate(override: { readonly maxRetriesPerRequest: null }): RedisLike;
  /** Closes the connection; `reconnect` makes it anew. */
  disconnect(reconnect?: boolean): void;
  on(event: 'error' | 'reconnecting', listener: (...args: unknown[]) => void): unknown;
}

/**
 * A client of the driver ioredis, which is an optional peer.
 *
 * @throws EventsError DRIVER_MISSING with the command that installs it
 */
export async function connectRedis(url: string): Promise<RedisLike> {
  const { Redis } = await import('ioredis').catch((cause: unknown) => {
    throw new EventsError('DRIVER_MISSING', {
      what: 'the Redis driver ioredis is not installed',
      fix: 'npm install ioredis',
      cause,
    });
  });
  return new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null }) as RedisLike;
}
