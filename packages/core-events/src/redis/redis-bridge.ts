import { randomUUID } from 'node:crypto';
import type { Bridge, BridgeOptions, BridgeStats } from '../bridge/bridge.ts';
import { BridgeCore } from '../bridge/bridge-core.ts';
import { backoffMs, pause, within } from '../bridge/waiting.ts';
import type { WireEvent } from '../bridge/wire-event.ts';
import { EventsError } from '../error.ts';
import type { AnyBus } from '../event-bus.ts';
import { connectRedis, type RedisLike } from './redis-like.ts';

/** Which stream of which server. */
export interface RedisBridgeOptions extends BridgeOptions {
  /** `redis://127.0.0.1:6379`, or a client, which is duplicated and left as it is. */
  readonly redis: string | RedisLike;
  /** Key of the stream. */
  readonly stream: string;
  /** The stream is cut to about so many events. Default: never. */
  readonly maxLength?: number | undefined;
}

/** Adds what is not in the stream yet. The number of the last event of each origin stands beside it. */
const APPEND = `
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
local n = tonumber(ARGV[2])
for i = 5, #ARGV, 3 do
  if n > last then
    local number = string.format('%.0f', n)
    if ARGV[4] == '0' then
      redis.call('XADD', KEYS[1], '*', 'origin', ARGV[1], 'n', number, 'topic', ARGV[i], 'time', ARGV[i + 1], 'payload', ARGV[i + 2])
    else
      redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], '*', 'origin', ARGV[1], 'n', number, 'topic', ARGV[i], 'time', ARGV[i + 1], 'payload', ARGV[i + 2])
    end
  end
  n = n + 1
end
redis.call('SET', KEYS[2], string.format('%.0f', math.max(last, n - 1)), 'EX', ARGV[3])
return n - 1`;
/** How long the server remembers an origin that is silent. */
const ORIGIN_SECONDS = 86_400;
/** How long a read waits for events. */
const BLOCK_MS = 1000;

type Entry = readonly [id: string, fields: readonly string[]];

class RedisBridge implements Bridge {
  readonly #core: BridgeCore;
  readonly #stream: string;
  readonly #maxLength: number;
  readonly #durable: string | undefined;
  readonly #sender: RedisLike;
  readonly #reader: RedisLike;
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #isClosed = false;
  /** Id of the last entry that was read, and of the last that the server was told of. */
  #position = '0-0';
  #noted = '';
  #work: Promise<unknown> = Promise.resolve();

  constructor(core: BridgeCore, client: RedisLike, { stream, maxLength = 0, durable }: RedisBridgeOptions) {
    this.#core = core;
    this.#stream = stream;
    this.#maxLength = maxLength;
    this.#durable = durable;
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#sender = this.#connection(client);
    this.#reader = this.#connection(client);
  }

  /** Finds where to begin, and begins. */
  async start(from: 'new' | 'start'): Promise<this> {
    if (this.#core.inbox !== undefined) this.#position = await this.#beginning(from);
    this.#work = Promise.all([this.#send(), this.#receive()]);
    return this;
  }

  stats(): BridgeStats {
    return this.#core.stats();
  }

  async flush(): Promise<void> {
    await this.#core.outbox?.flushed();
  }

  async close({ timeoutMs = 5000 }: { readonly timeoutMs?: number | undefined } = {}): Promise<{ unsent: number }> {
    await within(globalThis, timeoutMs, this.flush());
    this.#isClosed = true;
    const unsent = this.#core.outbox?.close() ?? 0;
    this.#end();
    this.#reader.disconnect();
    await within(globalThis, timeoutMs, this.#work);
    await within(globalThis, timeoutMs, this.#note(this.#sender)).catch(() => undefined); // it will read them again
    this.#sender.disconnect();
    return { unsent };
  }

  #connection(client: RedisLike): RedisLike {
    const connection = client.duplicate({ maxRetriesPerRequest: null });
    connection.on('error', (error) => this.#core.trouble('connecting to Redis', error));
    connection.on('reconnecting', () => this.#core.reconnects++);
    return connection;
  }

  /** The answer to a command. @throws where the server refuses it, or does not answer in time: then the connection is made anew */
  async #call(client: RedisLike, ms: number, command: string, ...args: (string | number)[]): Promise<unknown> {
    const call = client.call(command, ...args);
    call.catch(() => undefined); // late answers are nobody's
    const answer = await within(globalThis, ms, call);
    if (answer !== undefined) return answer.value;
    if (!this.#isClosed) client.disconnect(true);
    throw new EventsError('BRIDGE_TIMEOUT', { what: `no answer to ${command} within ${ms} ms` });
  }

  /** Does something again and again until it is done, or the bridge is closed. */
  async #persist<T>(doing: string, work: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 0; !this.#isClosed; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (this.#isClosed) return undefined;
        this.#core.trouble(doing, error);
        await pause(globalThis, backoffMs(attempt), this.#ended);
      }
    }
    return undefined;
  }

  async #beginning(from: 'new' | 'start'): Promise<string> {
    const { timeoutMs } = this.#core;
    if (this.#durable !== undefined) {
      const noted = await this.#call(this.#reader, timeoutMs, 'GET', this.#positionKey());
      if (typeof noted === 'string') return noted;
    }
    if (from === 'start') return '0-0';
    const newest = await this.#call(this.#reader, timeoutMs, 'XREVRANGE', this.#stream, '+', '-', 'COUNT', 1);
    return (newest as Entry[])[0]?.[0] ?? '0-0';
  }

  async #send(): Promise<void> {
    const { outbox, timeoutMs } = this.#core;
    for (let batch; outbox !== undefined && (batch = await outbox.next()).length > 0;) {
      const { origin, n } = batch[0]!;
      const head = [2, this.#stream, `{${this.#stream}}:origin:${origin}`, origin, n, ORIGIN_SECONDS, this.#maxLength];
      const events = batch.flatMap(({ topic, time, payload }) => [topic, String(time), payload]);
      const call = (): Promise<unknown> => this.#call(this.#sender, timeoutMs, 'EVAL', APPEND, ...head, ...events);
      if ((await this.#persist('sending events', call)) === undefined) return;
      outbox.confirm(batch);
    }
  }

  async #receive(): Promise<void> {
    const { inbox, batchSize, timeoutMs } = this.#core;
    while (inbox !== undefined && !this.#isClosed) {
      const where = ['COUNT', batchSize, 'BLOCK', BLOCK_MS, 'STREAMS', this.#stream];
      const read = (): Promise<unknown> =>
        this.#call(this.#reader, BLOCK_MS + timeoutMs, 'XREAD', ...where, this.#position);
      const reply = (await this.#persist('reading events', read)) as [[string, Entry[]]] | null | undefined;
      for (const [id, fields] of reply?.[0][1] ?? []) {
        if (this.#isClosed) return;
        const event = wireEvent(fields);
        if (event === undefined) inbox.reject(`entry ${id} of ${this.#stream}`, new TypeError('it is no event'));
        else await inbox.accept(event);
        this.#position = id;
      }
      if (!this.#isClosed) await this.#persist('noting the position', () => this.#note(this.#reader));
    }
  }

  /** Tells the server how far the reading has come. */
  async #note(client: RedisLike): Promise<boolean> {
    const position = this.#position;
    if (this.#durable === undefined || this.#core.inbox === undefined || position === this.#noted) return false;
    await this.#call(client, this.#core.timeoutMs, 'SET', this.#positionKey(), position);
    this.#noted = position;
    return true;
  }

  #positionKey(): string {
    return `{${this.#stream}}:position:${this.#durable}`;
  }
}

function wireEvent(fields: readonly string[]): WireEvent | undefined {
  const values = new Map<string, string>();
  for (let i = 0; i + 1 < fields.length; i += 2) values.set(fields[i]!, fields[i + 1]!);
  const [origin, topic, payload] = [values.get('origin'), values.get('topic'), values.get('payload')];
  const n = Number(values.get('n'));
  if (origin === undefined || topic === undefined || payload === undefined || !Number.isSafeInteger(n))
    return undefined;
  return { origin, n, topic, time: Number(values.get('time') ?? NaN), payload };
}

/**
 * Carries events between this bus and others through a Redis stream, in order. Each batch is sent until the server
 * has confirmed it, and the server adds no event twice; a lost connection is made anew, and reading goes on where it
 * was.
 *
 * @returns once reading has found its place: what others send from then on comes in
 * @throws EventsError DRIVER_MISSING, BRIDGE_WITHOUT_TOPICS, BRIDGE_IN_DETERMINISTIC_RUN, INVALID_OPTION,
 *   INVALID_PATTERN, BRIDGE_NOT_STARTED where the server does not answer
 * @example
 * const bridge = await redisBridge(bus, { redis: 'redis://127.0.0.1:6379', stream: 'desk', send: 'fill.**', receive: 'bar.**' });
 */
export async function redisBridge(bus: AnyBus, options: RedisBridgeOptions): Promise<Bridge> {
  const core = new BridgeCore(bus, 'the Redis bridge', randomUUID(), () => pause(globalThis, 10), options);
  try {
    const client = typeof options.redis === 'string' ? await connectRedis(options.redis) : options.redis;
    const bridge = new RedisBridge(core, client, options);
    return await bridge.start(options.from ?? 'new').catch(async (error: unknown) => {
      await bridge.close({ timeoutMs: 1 });
      throw error;
    });
  } catch (error) {
    core.outbox?.close();
    throw core.notStarted(error);
  }
}
