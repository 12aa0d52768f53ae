import type { Consumer, StreamConfig, StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import type { Bridge, BridgeStats } from '../bridge/bridge.ts';
import { BridgeCore } from '../bridge/bridge-core.ts';
import { backoffMs, pause, within } from '../bridge/waiting.ts';
import type { WireEvent } from '../bridge/wire-event.ts';
import { EventsError } from '../error.ts';
import type { AnyBus } from '../event-bus.ts';
import { connectOnce, natsDriver, type NatsConnectOptions, type NatsDriver } from './nats-client.ts';
import { eventOf, messageBody, messageId } from './nats-message.ts';
import type { NatsBridgeOptions } from './nats-options.ts';
import { NatsPosition } from './nats-position.ts';
import { NatsPublisher, type NatsMessage } from './nats-publisher.ts';

class NatsBridge implements Bridge {
  readonly #core: BridgeCore;
  readonly #driver: NatsDriver;
  readonly #options: NatsBridgeOptions;
  readonly #prefix: string;
  readonly #position: NatsPosition | undefined;
  readonly #ended: Promise<void>;
  #end: () => void = () => {};
  #isClosed = false;
  #connection: NatsConnection | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(core: BridgeCore, driver: NatsDriver, options: NatsBridgeOptions) {
    this.#core = core;
    this.#driver = driver;
    this.#options = options;
    this.#prefix = options.prefix ?? options.stream.toLowerCase();
    const { inbox } = core;
    this.#position = inbox && new NatsPosition(driver, this.#prefix, options.stream, options.durable, core);
    this.#ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  /** Finds where to begin, and begins. */
  async start(from: 'new' | 'start'): Promise<this> {
    const connection = await this.#connect();
    await this.#position?.begin(connection, await this.#stream(connection), from);
    this.#work = this.#run(connection);
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
    const connection = this.#connection;
    if (connection !== undefined && !connection.isClosed()) {
      const noted = this.#position?.note(connection) ?? Promise.resolve();
      await within(globalThis, timeoutMs, noted).catch(() => undefined); // it will read them again
    }
    this.#end();
    await connection?.close();
    await within(globalThis, timeoutMs, this.#work);
    return { unsent };
  }

  async #connect(): Promise<NatsConnection> {
    const { nats } = this.#options;
    const servers = typeof nats === 'string' ? [nats] : nats;
    const options = Array.isArray(servers) ? { servers: [...(servers as string[])] } : (servers as NatsConnectOptions);
    this.#connection = await connectOnce(this.#driver, options, this.#core.timeoutMs);
    return this.#connection;
  }

  /** Works on a connection until it is lost, then on the next. */
  async #run(first: NatsConnection): Promise<void> {
    let connection: NatsConnection | undefined = first;
    for (let attempt = 0; !this.#isClosed; attempt++) {
      const before = this.#progress();
      try {
        if (connection === undefined) {
          connection = await this.#connect();
          this.#core.reconnects++;
        }
        await this.#workOn(connection);
      } catch (error) {
        if (this.#isClosed) break;
        this.#core.trouble('talking to NATS', error);
      }
      await connection?.close().catch(() => undefined); // it is gone already
      connection = undefined;
      if (this.#progress() > before) attempt = 0;
      if (!this.#isClosed) await pause(globalThis, backoffMs(attempt), this.#ended);
    }
    await this.#connection?.close().catch(() => undefined);
  }

  /** Events that have gone through: a connection that carried some was a good one. */
  #progress(): number {
    const { sent, received, duplicates } = this.#core.stats();
    return sent + received + duplicates;
  }

  async #workOn(connection: NatsConnection): Promise<void> {
    const info = await this.#stream(connection);
    const lost = connection.closed().then((error) => {
      throw error instanceof Error ? error : new Error('the connection is closed');
    });
    const work = [lost, this.#send(connection)];
    if (this.#position !== undefined) work.push(this.#receive(connection, this.#position.resume(info)));
    await Promise.all(work);
  }

  /** The stream, made where there is none. */
  async #stream(connection: NatsConnection): Promise<StreamInfo> {
    const { stream, config } = this.#options;
    const { jetstreamManager } = this.#driver.streams;
    const { streams } = await jetstreamManager(connection, { timeout: this.#core.timeoutMs });
    try {
      return await streams.info(stream);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return streams.add({ subjects: [`${this.#prefix}.>`], ...(config as Partial<StreamConfig>), name: stream });
    }
  }

  async #send(connection: NatsConnection): Promise<void> {
    const { outbox, timeoutMs } = this.#core;
    if (outbox === undefined) return;
    const publisher = new NatsPublisher(this.#driver, connection, timeoutMs);
    for (let batch; (batch = await outbox.next()).length > 0 && !connection.isClosed();) {
      const limit = connection.info?.max_payload ?? Infinity;
      await publisher.send(batch.flatMap((event) => this.#message(event, limit)));
      outbox.confirm(batch);
    }
  }

  /** The message of an event, unless the server would not take it. */
  #message(event: WireEvent, limit: number): NatsMessage[] {
    const body = messageBody(event);
    if (body.length * 3 <= limit || Buffer.byteLength(body) <= limit) {
      return [{ subject: `${this.#prefix}.${event.topic}`, id: messageId(event), body }];
    }
    this.#core.reject(`event ${event.n}, ${event.topic}`, tooLarge(Buffer.byteLength(body), limit));
    return [];
  }

  async #receive(connection: NatsConnection, startSeq: number): Promise<void> {
    const { inbox, batchSize } = this.#core;
    const position = this.#position!;
    const consumer = await this.#consumer(connection, startSeq);
    const messages = await consumer.consume({ max_messages: batchSize, abort_on_missing_resource: true });
    for await (const message of messages) {
      if (this.#isClosed || connection.isClosed()) return;
      const { seq, subject, headers } = message;
      if (!position.isNew(seq)) continue;
      const topic = subject.slice(this.#prefix.length + 1);
      const event = eventOf(topic, headers?.get('Nats-Msg-Id') ?? '', message.string());
      if (event === undefined)
        inbox?.reject(`message ${seq} of ${this.#options.stream}`, new TypeError('it is no event'));
      else await inbox?.accept(event);
      position.advance(seq);
      if (message.info.pending === 0 || seq % batchSize === 0) await position.note(connection);
    }
    if (!this.#isClosed) throw new Error('the stream gives no more messages');
  }

  #consumer(connection: NatsConnection, startSeq: number): Promise<Consumer> {
    const { jetstream, DeliverPolicy } = this.#driver.streams;
    // Servers before 2.10 know one filter: where there are several patterns, everything comes, and the inbox sifts it.
    const [pattern = '**', ...others] = [this.#options.receive ?? []].flat();
    const filter = others.length > 0 ? '>' : pattern.replace(/\*\*$/, '>');
    return jetstream(connection, { timeout: this.#core.timeoutMs }).consumers.get(this.#options.stream, {
      filter_subjects: `${this.#prefix}.${filter}`,
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: startSeq,
      inactive_threshold: 30_000,
    });
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && /not found/i.test(error.message);
}

function tooLarge(bytes: number, limit: number): EventsError {
  return new EventsError('PAYLOAD_TOO_LARGE', {
    what: `the event takes ${bytes} bytes, and the server accepts ${limit}`,
    fix: 'publish less at once, or raise max_payload of the server',
  });
}

/**
 * Carries events between this bus and others through a JetStream stream, one message per event, in order. Each batch
 * is sent until the server has confirmed it, and the server keeps no event twice; a lost connection is made anew, and
 * reading goes on where it was.
 *
 * @returns once reading has found its place: what others send from then on comes in
 * @throws EventsError DRIVER_MISSING, BRIDGE_WITHOUT_TOPICS, BRIDGE_IN_DETERMINISTIC_RUN, INVALID_OPTION,
 *   INVALID_PATTERN, BRIDGE_NOT_STARTED where the server does not answer or refuses the stream
 * @example
 * const bridge = await natsBridge(bus, { nats: '127.0.0.1:4222', stream: 'DESK', send: 'fill.**', receive: 'bar.**' });
 */
export async function natsBridge(bus: AnyBus, options: NatsBridgeOptions): Promise<Bridge> {
  const core = new BridgeCore(bus, 'the NATS bridge', randomUUID(), () => pause(globalThis, 10), options);
  let bridge: NatsBridge | undefined;
  try {
    bridge = new NatsBridge(core, await natsDriver(), options);
    return await bridge.start(options.from ?? 'new');
  } catch (error) {
    core.outbox?.close();
    await bridge?.close({ timeoutMs: 1 });
    throw core.notStarted(error);
  }
}
