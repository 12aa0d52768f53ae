/** What goes into a command. */
export type RedisArgument = string | number | Uint8Array;
export type RedisCommand = readonly [name: string, ...args: RedisArgument[]];

/**
 * What the cache asks of a Redis driver: small enough to be written for any of them. Bulk replies are bytes (a Buffer),
 * absent ones null, integers numbers.
 */
export interface RedisLike {
  command(name: string, ...args: RedisArgument[]): Promise<unknown>;
  /** Several commands in one round trip: a reply for each, in their order. @throws the first that failed */
  pipeline(commands: readonly RedisCommand[]): Promise<unknown[]>;
  /**
   * Listens to a channel; resolves once it does, however long there is no connection.
   *
   * @param missed called after the connection was lost and is there again: messages in between are lost
   * @returns what ends it
   */
  subscribe(channel: string, listener: (message: string) => void, missed: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** The part of an ioredis client that is used. */
export interface IoredisClient {
  callBuffer(name: string, ...args: (string | number | Buffer)[]): Promise<unknown>;
  pipeline(): {
    callBuffer(name: string, ...args: (string | number | Buffer)[]): unknown;
    exec(): Promise<[error: Error | null, reply: unknown][] | null>;
  };
  duplicate(options?: object): IoredisClient;
  subscribe(channel: string): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): unknown;
  disconnect(): void;
}

/**
 * A client of ioredis as the cache needs it. It is left open when the cache is closed: it is yours.
 *
 * @example redisCache({ client: fromIoredis(new Redis({ maxRetriesPerRequest: 1 })) })
 */
export function fromIoredis(client: IoredisClient): RedisLike {
  const subscribers = new Set<IoredisClient>();
  let closed = false;
  return {
    command: (...command) => client.callBuffer(...asBuffers(command)),
    async pipeline(commands) {
      const pipeline = client.pipeline();
      for (const command of commands) pipeline.callBuffer(...asBuffers(command));
      const replies = (await pipeline.exec()) ?? [];
      return replies.map(([error, reply]) => {
        if (error !== null) throw error;
        return reply;
      });
    },
    async subscribe(channel, listener, missed) {
      if (closed) throw new Error('the connection is closed');
      // A connection that listens can do nothing else. It subscribes anew by itself, for nobody catches what ioredis
      // does for it where that fails.
      const subscriber = client.duplicate({ autoResubscribe: false, maxRetriesPerRequest: null, lazyConnect: false });
      subscribers.add(subscriber);
      subscriber.on('error', () => {}); // it tries again by itself
      subscriber.on('message', (_: never, message: string) => listener(message));
      return new Promise((resolve) => {
        let before = false;
        subscriber.on('ready', () => {
          subscriber.subscribe(channel).then(
            () => {
              if (before) missed();
              before = true;
              resolve(async () => {
                subscribers.delete(subscriber);
                subscriber.disconnect();
              });
            },
            () => {}, // the connection is gone again
          );
        });
      });
    },
    async close() {
      closed = true;
      for (const subscriber of subscribers) subscriber.disconnect();
      subscribers.clear();
    },
  };
}

type BufferCommand = [name: string, ...args: (string | number | Buffer)[]];

/** The command with its bytes as Buffers, which is what ioredis takes; the command itself where they are. */
function asBuffers(command: RedisCommand): BufferCommand {
  const bare = command.some((argument) => argument instanceof Uint8Array && !Buffer.isBuffer(argument));
  return (bare ? command.map(bufferOf) : command) as BufferCommand;
}

function bufferOf(argument: RedisArgument): string | number | Buffer {
  if (!(argument instanceof Uint8Array)) return argument;
  return Buffer.from(argument.buffer, argument.byteOffset, argument.byteLength);
}
