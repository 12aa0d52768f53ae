import { Cascade } from './cascade.ts';
import type { EventsError } from './error.ts';
import type { BusEvent, Handler } from './event.ts';
import { asyncHandler, type Failing, type Failures } from './failures.ts';
import type { Routes } from './routes.ts';
import { passes, type SyncSubscriber } from './subscriber.ts';

/** Calls the sync handlers: one event after the other, never one inside another. */
export class Dispatcher {
  readonly #routes: Routes;
  readonly #failures: Failures;
  readonly #cascade: Cascade;
  readonly #unsubscribe: (id: number) => void;
  /** The event that is being handled, and the topic with which it all began. */
  #current: BusEvent | undefined;
  #root = '';
  /** What ends the publication at hand, or is to be told to whoever waits for the async subscribers. */
  #fatal: EventsError | undefined;

  /** @param unsubscribe ends a subscription by its number */
  constructor(routes: Routes, failures: Failures, cycleLimit: number, unsubscribe: (id: number) => void) {
    this.#routes = routes;
    this.#failures = failures;
    this.#cascade = new Cascade(cycleLimit);
    this.#unsubscribe = unsubscribe;
  }

  get current(): BusEvent | undefined {
    return this.#current;
  }

  /** @throws EventsError EVENT_CYCLE where a handler must not publish this topic once more */
  refuseCycle(topic: string): void {
    this.#fatal ??= this.#cascade.loop(this.#root, topic);
    if (this.#fatal !== undefined) throw this.#fatal;
  }

  /** Keeps an event that a handler published until its turn. */
  defer(event: BusEvent): void {
    this.#cascade.add(event);
  }

  /** Calls the handlers of an event, and of all that it causes. @throws EventsError EVENT_CYCLE, HANDLER_FAILED */
  dispatch(event: BusEvent, handlers: readonly SyncSubscriber[]): void {
    this.#root = event.topic;
    this.#current = event;
    try {
      this.#deliver(event, handlers);
      if (!this.#cascade.isEmpty) this.#deliverRest();
    } finally {
      this.#current = undefined;
      this.#cascade.clear();
    }
    if (this.#fatal !== undefined) this.raise();
  }

  /** Has one handler handle an event again. @throws what the handler throws */
  again(event: BusEvent, subscriber: SyncSubscriber): void {
    let thrown: { readonly error: unknown } | undefined;
    const handler: Handler<never> = (payload) => {
      try {
        subscriber.handler(payload, event as never);
      } catch (error) {
        thrown = { error };
      }
    };
    this.dispatch(event, [{ ...subscriber, handler, special: false }]);
    if (thrown !== undefined) throw thrown.error;
  }

  /** @throws the failure, on a bus that fails fast */
  failed(failing: Failing, event: BusEvent, error: unknown): void {
    if (error === this.#fatal) return;
    const failure = this.#failures.report(failing, event, error);
    if (failure !== undefined) throw failure;
  }

  /** As `failed`, where nobody is there to throw to: `raise` will. */
  failedLater(failing: Failing, event: BusEvent, error: unknown): void {
    this.#fatal ??= this.#failures.report(failing, event, error);
  }

  /** @throws what has been kept for it */
  raise(): void {
    const fatal = this.#fatal;
    this.#fatal = undefined;
    if (fatal !== undefined) throw fatal;
  }

  #deliver(event: BusEvent, handlers: readonly SyncSubscriber[]): void {
    const payload = event.payload as never;
    for (let i = 0; i < handlers.length; i++) {
      const subscriber = handlers[i]!;
      try {
        if (subscriber.special && !this.#admits(subscriber, event)) continue;
        const { handler } = subscriber;
        const result: unknown = handler(payload, event as never);
        if (result !== undefined) this.#returned(subscriber, event, result);
      } catch (error) {
        this.failed(subscriber, event, error);
      }
    }
  }

  #deliverRest(): void {
    for (let next; this.#fatal === undefined && (next = this.#cascade.next()) !== undefined;) {
      this.#current = next;
      this.#deliver(next, this.#routes.find(next.topic).handlers);
    }
  }

  #admits(subscriber: SyncSubscriber, event: BusEvent): boolean {
    if (!passes(subscriber, event)) return false;
    if (subscriber.once) this.#unsubscribe(subscriber.id);
    return true;
  }

  /** A handler that answers a promise was meant for `onAsync`. */
  #returned(subscriber: SyncSubscriber, event: BusEvent, result: unknown): void {
    if (typeof result !== 'object' || result === null || !('then' in result)) return;
    void Promise.resolve(result).catch((error: unknown) => this.#failures.report(subscriber, event, error));
    this.failed(subscriber, event, asyncHandler(subscriber.name));
  }
}
