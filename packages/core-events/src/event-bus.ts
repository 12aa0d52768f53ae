import type { Clock } from '@tidemark/core-market';
import type { ListenableSignal } from './abort-signal.ts';
import { assertCount, closed, nestedPublishAsync, notDeterministic, queueFull } from './bus-errors.ts';
import type { AsyncSubscribeOptions, EventBusOptions, EventBusStats, SubscribeOptions } from './bus-options.ts';
import { DeadLetters } from './dead-letters.ts';
import { Dispatcher } from './dispatcher.ts';
import { EventsError } from './error.ts';
import type { AsyncHandler, BusEvent, Handler } from './event.ts';
import { EventQueue } from './event-queue.ts';
import { EventStream } from './event-stream.ts';
import { payloadTime } from './event-time.ts';
import type { MarketEvents } from './event-types.ts';
import { Failures } from './failures.ts';
import { parsePattern } from './pattern.ts';
import { PublishedEvent } from './published-event.ts';
import { Pump } from './pump.ts';
import { Routes } from './routes.ts';
import { serveInOrder } from './serve-in-order.ts';
import { blockingQueue, passes, wanted } from './subscriber.ts';
import type { QueuedSubscriber, Route, Subscriber, SubscriberParts } from './subscriber.ts';
import { BusSubscription, type AsyncSubscription, type Subscription } from './subscription.ts';
import { Taps, type Tap, type TapOptions } from './taps.ts';
import type { AnyEvents, EventMap, Known, PatternsOf, PayloadOf, TopicsOf } from './topic-types.ts';

/** No topic at all. */
const NONE = Symbol('none');

/** Any bus, whatever its events. */
export interface AnyBus {
  readonly untyped: EventBus<AnyEvents>;
}

/**
 * A typed bus. `publish` calls the handlers before it returns: by priority, then in the order of subscription. What
 * handlers publish waits until everybody has handled the event at hand (first in, first out), and is handled before
 * the outermost `publish` returns. A handler that throws stops no other: the event goes to `deadLetters`.
 * Subscribing and unsubscribing take effect at the next event.
 *
 * @typeParam M topic patterns -> payload types; the events of this field where left out
 * @example
 * const bus = new EventBus<{ 'price.*': number }>();
 * const seen: string[] = [];
 * bus.on('price.*', (price, { topic }) => seen.push(`${topic} ${price}`));
 * bus.publish('price.ES', 5000);
 * seen // => ['price.ES 5000']
 */
export class EventBus<M extends EventMap = MarketEvents> {
  /** Events that handlers failed on. */
  readonly deadLetters: DeadLetters;
  readonly isDeterministic: boolean;
  readonly #clock: Clock | undefined;
  readonly #timeOf: (payload: unknown) => number;
  readonly #failures: Failures;
  readonly #dispatcher: Dispatcher;
  readonly #routes = new Routes();
  readonly #ends = new Map<number, () => void>();
  /** Async handlers, until they have handled all that they accepted. */
  readonly #async = new Set<QueuedSubscriber>();
  readonly #taps = new Taps((name, event, error) => this.#dispatcher.failed({ id: -1, name }, event, error));
  #nextId = 0;
  #seq: number;
  readonly #firstSeq: number;
  #isClosed = false;
  /** The topic published last, and its route. */
  #topic: string | symbol = NONE;
  #route: Route = { topic: '', handlers: [], queued: [] };
  /** Whoever waits for room comes in the order in which he came. */
  #turn: Promise<void> = Promise.resolve();
  #waiting = 0;
  /** On a deterministic bus: whether publishAsync is at work, and which event its async handlers are at. */
  #servesInOrder = false;
  #serving: BusEvent | undefined;

  /** @throws EventsError INVALID_OPTION */
  constructor(options: EventBusOptions = {}) {
    const { cycleLimit = 100, deadLetterCapacity = 1000, firstSeq = 0 } = options;
    assertCount('cycleLimit', cycleLimit);
    assertCount('deadLetterCapacity', deadLetterCapacity);
    if (firstSeq !== 0) assertCount('firstSeq', firstSeq);
    this.#seq = firstSeq;
    this.#firstSeq = firstSeq;
    this.isDeterministic = options.deterministic ?? false;
    this.#clock = options.clock;
    this.#timeOf = options.timeOf ?? payloadTime;
    this.deadLetters = new DeadLetters(deadLetterCapacity, (id, event) => this.#redeliver(id, event));
    this.#failures = new Failures(this.deadLetters, options);
    this.#dispatcher = new Dispatcher(this.#routes, this.#failures, cycleLimit, (id) => this.#ends.get(id)?.());
  }

  /** This bus, for code that serves every bus. */
  get untyped(): EventBus<AnyEvents> {
    return this as unknown as EventBus<AnyEvents>;
  }

  /** The seq that the next event will have. */
  get nextSeq(): number {
    return this.#seq;
  }

  /**
   * Calls a handler for every event of a topic pattern, or of any of several.
   *
   * @param pattern topics in which `*` stands for one segment and a last `**` for one or more
   * @throws EventsError INVALID_PATTERN, INVALID_OPTION, BUS_CLOSED
   */
  on<const P extends string>(
    pattern: (P & Known<M, P>) | readonly (P & Known<M, P>)[],
    handler: Handler<PayloadOf<M, P>>,
    options: SubscribeOptions<PayloadOf<M, P>> = {},
  ): Subscription {
    return this.#onSync(pattern, handler, options, false);
  }

  /** Calls a handler for the first event of a topic pattern that passes the filter. See `on`. */
  once<const P extends string>(
    pattern: (P & Known<M, P>) | readonly (P & Known<M, P>)[],
    handler: Handler<PayloadOf<M, P>>,
    options: SubscribeOptions<PayloadOf<M, P>> = {},
  ): Subscription {
    return this.#onSync(pattern, handler, options, true);
  }

  /**
   * Calls an async handler for every event of a topic pattern, one at a time, after the publisher is done. Events
   * that come meanwhile wait in a queue of its own.
   *
   * @throws EventsError INVALID_PATTERN, INVALID_OPTION, INVALID_CAPACITY, INVALID_POLICY, BUS_CLOSED
   */
  onAsync<const P extends string>(
    pattern: (P & Known<M, P>) | readonly (P & Known<M, P>)[],
    handler: AsyncHandler<PayloadOf<M, P>>,
    options: AsyncSubscribeOptions<PayloadOf<M, P>> = {},
  ): AsyncSubscription {
    const queue = new EventQueue(options);
    const parts = this.#parts(pattern, handler.name, options);
    const call = async (event: BusEvent): Promise<void> => handler(event.payload as never, event as never);
    const pump = new Pump(queue, call, (event, error) => this.#dispatcher.failedLater(parts, event, error));
    const subscriber: QueuedSubscriber = { kind: 'queued', queue, pump, ...parts };
    this.#sweep();
    this.#async.add(subscriber);
    return this.#add(subscriber, options.signal, queue);
  }

  /**
   * Events of a topic pattern for `for await`, from now on. They wait in a queue until they are read.
   *
   * @throws EventsError INVALID_PATTERN, INVALID_OPTION, INVALID_CAPACITY, INVALID_POLICY, BUS_CLOSED,
   *   ASYNC_IN_DETERMINISTIC_RUN
   * @example
   * const bus = new EventBus<{ 'price.*': number }>();
   * const prices = bus.stream('price.*');
   * bus.publish('price.ES', 5000);
   * (await prices.next()).value.payload // => 5000
   */
  stream<const P extends string>(
    pattern: (P & Known<M, P>) | readonly (P & Known<M, P>)[],
    options: AsyncSubscribeOptions<PayloadOf<M, P>> = {},
  ): EventStream<PayloadOf<M, P>> {
    if (this.isDeterministic) throw notDeterministic('a stream is read');
    const queue = new EventQueue(options);
    const parts = this.#parts(pattern, '', options);
    const subscription = this.#add({ kind: 'queued', queue, pump: undefined, ...parts }, options.signal, queue);
    return new EventStream(queue, () => subscription.unsubscribe());
  }

  /**
   * Publishes: every sync handler has been called when it returns, unless a handler published it, in which case it
   * waits for its turn.
   *
   * @param topic without wildcards; `topics` and `topicSegment` make one of a symbol
   * @param time epoch ms; left out, the payload's own (`timeOf`), the clock's, that of the cause, or NaN
   * @throws EventsError INVALID_TOPIC, BUS_CLOSED, QUEUE_FULL (nothing was published), EVENT_CYCLE (names the loop),
   *   HANDLER_FAILED (failFast), ASYNC_IN_DETERMINISTIC_RUN
   */
  publish<const T extends TopicsOf<PatternsOf<M>>>(topic: T, payload: PayloadOf<M, T>, time?: number): void {
    const route = topic === this.#topic ? this.#route : this.#find(topic);
    const dispatcher = this.#dispatcher;
    const cause = dispatcher.current;
    if (cause !== undefined) dispatcher.refuseCycle(topic);
    const { queued } = route;
    const at = time ?? this.#time(payload);
    const event = new PublishedEvent(this.#seq, topic, at, payload, (cause ?? this.#serving)?.seq ?? -1);
    if (queued.length > 0) this.#refuseOverflow(queued, event);
    this.#seq++;
    this.#taps.tell(event);
    if (queued.length > 0) this.#feed(queued, event);
    if (cause === undefined) dispatcher.dispatch(event, route.handlers);
    else dispatcher.defer(event);
  }

  /**
   * Publishes once there is room in the queues of all subscribers whose policy is `block`. On a deterministic bus it
   * also waits until every async subscriber has handled the event and what they published meanwhile.
   *
   * @throws EventsError as `publish`; PUBLISH_ASYNC_NESTED on a deterministic bus where another one is not finished
   */
  async publishAsync<const T extends TopicsOf<PatternsOf<M>>>(
    topic: T,
    payload: PayloadOf<M, T>,
    time?: number,
  ): Promise<void> {
    if (this.isDeterministic) return this.#publishInOrder(topic, payload, time);
    if (this.#waiting === 0 && blockingQueue(this.#find(topic)) === undefined)
      return this.publish(topic, payload, time);
    this.#waiting++;
    const turn = this.#turn.then(async () => {
      await this.ready(topic);
      this.publish(topic, payload, time);
    });
    const left = (): void => {
      this.#waiting--;
    };
    this.#turn = turn.then(left, left);
    return turn;
  }

  /** Resolves once the queues of a topic whose policy is `block` have room for an event. */
  async ready(topic: string): Promise<void> {
    for (let queue; (queue = blockingQueue(this.#find(topic))) !== undefined;) await queue.writable();
  }

  /**
   * Resolves once the async subscribers have handled all that waits for them, and all that they publish meanwhile.
   *
   * @throws EventsError HANDLER_FAILED (failFast)
   */
  async idle(): Promise<void> {
    for (let busy; (busy = [...this.#async].find(({ pump }) => pump?.running !== undefined)) !== undefined;) {
      await busy.pump?.running;
    }
    this.#sweep();
    this.#dispatcher.raise();
  }

  /**
   * Has every event told before its handlers are called, or those of some topics: recorders do so.
   *
   * @throws EventsError INVALID_PATTERN
   */
  tap(tap: Tap, options: TapOptions = {}): Subscription {
    return this.#taps.add(tap, options);
  }

  /**
   * Whether anybody would be told of an event of a topic now: a handler, an async handler, a stream or a tap. Whoever
   * makes many events asks before he makes them. A filter is not asked; a bus that is closed has nobody.
   *
   * @param topic without wildcards
   * @throws EventsError INVALID_TOPIC
   * @example
   * const bus = new EventBus();
   * bus.on('fill.ES', () => {});
   * [bus.hasSubscribers('fill.ES'), bus.hasSubscribers('fill.NQ')] // => [true, false]
   */
  hasSubscribers<const T extends TopicsOf<PatternsOf<M>>>(topic: T): boolean {
    const { handlers, queued } = this.#routes.find(topic);
    return handlers.length + queued.length > 0 || this.#taps.want(topic);
  }

  /** Ends every subscription; streams end after what waits. Publishing is refused from now on. */
  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends.values()) end();
    this.#taps.clear();
    this.#topic = NONE;
  }

  stats(): EventBusStats {
    const { subscribers } = this.#routes;
    const queues = [...subscribers.values()].flatMap((each) => (each.kind === 'queued' ? [each.queue] : []));
    return {
      published: this.#seq - this.#firstSeq,
      failures: this.#failures.count,
      dropped: queues.reduce((sum, { dropped }) => sum + dropped, 0),
      pending: queues.reduce((sum, { size }) => sum + size, 0),
      subscribers: subscribers.size,
    };
  }

  #onSync(
    pattern: string | readonly string[],
    handler: Handler<never>,
    options: SubscribeOptions<never>,
    once: boolean,
  ): Subscription {
    const parts = this.#parts(pattern, handler.name, options);
    const special = once || parts.filter !== undefined;
    return this.#add({ kind: 'sync', handler, once, special, ...parts }, options.signal);
  }

  #parts(
    pattern: string | readonly string[],
    called: string,
    { priority = 0, filter, name }: SubscribeOptions<never>,
  ): SubscriberParts {
    if (this.#isClosed) throw closed();
    if (!Number.isFinite(priority)) {
      throw new EventsError('INVALID_OPTION', { what: `priority is ${priority}`, fix: 'give a finite number' });
    }
    const patterns = (typeof pattern === 'string' ? [pattern] : pattern).map(parsePattern);
    if (patterns.length === 0) {
      throw new EventsError('INVALID_PATTERN', { what: 'there is no pattern', fix: "give one, such as 'bar.**'" });
    }
    const id = this.#nextId++;
    return { id, name: name ?? (called || patterns.map(({ text }) => text).join(', ')), patterns, priority, filter };
  }

  #add(subscriber: Subscriber, signal: ListenableSignal | undefined, queue?: EventQueue): BusSubscription {
    const { id, name } = subscriber;
    const end = (): void => {
      if (!this.#ends.delete(id)) return;
      signal?.removeEventListener('abort', end);
      this.#routes.remove(subscriber);
      this.#topic = NONE;
      queue?.close();
    };
    this.#ends.set(id, end);
    this.#routes.add(subscriber);
    this.#topic = NONE;
    if (signal?.aborted === true) end();
    else signal?.addEventListener('abort', end);
    return new BusSubscription(name, () => this.#ends.has(id), end, queue);
  }

  #find(topic: string): Route {
    if (this.#isClosed) throw closed();
    this.#route = this.#routes.find(topic);
    this.#topic = topic;
    return this.#route;
  }

  #time(payload: unknown): number {
    const own = this.#timeOf(payload);
    if (own === own) return own;
    return this.#clock?.now() ?? (this.#dispatcher.current ?? this.#serving)?.time ?? NaN;
  }

  #feed(queued: readonly QueuedSubscriber[], event: BusEvent): void {
    for (const subscriber of queued) {
      try {
        if (!passes(subscriber, event)) continue;
      } catch (error) {
        this.#dispatcher.failed(subscriber, event, error);
        continue;
      }
      subscriber.queue.put(event);
      if (!this.isDeterministic) subscriber.pump?.start();
    }
  }

  #refuseOverflow(queued: readonly QueuedSubscriber[], event: BusEvent): void {
    if (this.isDeterministic && !this.#servesInOrder) throw notDeterministic(`${queued[0]!.name} is async`);
    for (const subscriber of queued) {
      const { name, queue } = subscriber;
      if (queue.isFull && (queue.policy === 'block' || queue.policy === 'error') && wanted(subscriber, event)) {
        throw queueFull(name, queue.size, event.topic);
      }
    }
  }

  async #publishInOrder(topic: string, payload: unknown, time: number | undefined): Promise<void> {
    if (this.#servesInOrder) throw nestedPublishAsync();
    this.#servesInOrder = true;
    try {
      this.untyped.publish(topic, payload, time);
      await serveInOrder(this.#async, (event) => {
        this.#serving = event;
        this.#dispatcher.raise();
      });
      this.#dispatcher.raise();
    } finally {
      this.#servesInOrder = false;
      this.#serving = undefined;
      this.#sweep();
    }
  }

  async #redeliver(id: number, event: BusEvent): Promise<'handled' | 'orphaned'> {
    const subscriber = this.#routes.subscribers.get(id);
    if (subscriber?.kind === 'sync') this.#dispatcher.again(event, subscriber);
    else if (subscriber?.pump !== undefined) await subscriber.pump.again(event);
    else return 'orphaned';
    return 'handled';
  }

  /** Forgets async handlers that have unsubscribed and are done. */
  #sweep(): void {
    for (const subscriber of this.#async) {
      const { id, queue, pump } = subscriber;
      if (!this.#ends.has(id) && queue.size === 0 && pump?.running === undefined) this.#async.delete(subscriber);
    }
  }
}
