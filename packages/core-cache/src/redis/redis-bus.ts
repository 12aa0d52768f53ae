import { randomUUID } from 'node:crypto';
import type { Invalidation, InvalidationBus, MissedInvalidations } from '../invalidation.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisLike } from './redis-like.ts';

interface Message extends Invalidation {
  readonly from: string;
}

/** Removals as messages of a channel. Where some may have been missed, everything kept nearby goes. */
export function redisBus(driver: RedisLike, redis: RedisConnection, channel: string): InvalidationBus {
  const from = randomUUID();
  let closed = false;
  let leave: Promise<(() => Promise<void>) | undefined> | undefined;
  const listeners = new Set<(message: Invalidation | MissedInvalidations) => void>();
  const tell = (message: Invalidation | MissedInvalidations): void => {
    for (const listener of listeners) listener(message);
  };
  const heard = (text: string): void => {
    let message: Message;
    try {
      message = JSON.parse(text) as Message;
    } catch {
      return; // somebody else's word
    }
    const { from: sender, ...removal } = message;
    if (sender !== from) tell(removal);
  };
  return {
    async publish(message) {
      await redis.run('PUBLISH', channel, JSON.stringify({ ...message, from }));
    },
    subscribe(listener) {
      listeners.add(listener);
      leave ??= driver
        .subscribe(channel, heard, () => tell({ missed: 'meanwhile' }))
        .then(
          async (end) => {
            if (closed) await end();
            else tell({ missed: 'before' });
            return end;
          },
          () => undefined, // no driver: every command of the tier says so
        );
      return () => listeners.delete(listener);
    },
    close() {
      closed = true;
      listeners.clear();
      void leave?.then((end) => end?.()); // which may never come, where Redis is gone
    },
  };
}
