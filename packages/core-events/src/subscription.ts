/// <reference lib="esnext.disposable" preserve="true" />
import type { EventQueue } from './event-queue.ts';

/** One's place among the subscribers. Ends by `unsubscribe`, by `using`, or by the signal it was made with. */
export interface Subscription extends Disposable {
  /** As in errors and dead letters. */
  readonly name: string;
  readonly isActive: boolean;
  /** From the next event on, nothing is handled any more; events in an async subscriber's queue still are. */
  unsubscribe(): void;
}

/** An async handler's place, and what its queue went through. */
export interface AsyncSubscription extends Subscription {
  /** Events that wait for the handler. */
  readonly pending: number;
  /** Events that the queue lost, by its policy. */
  readonly dropped: number;
}

/** A subscription that is its own handle. */
export class BusSubscription implements AsyncSubscription {
  readonly name: string;
  readonly #isActive: () => boolean;
  readonly #end: () => void;
  readonly #queue: EventQueue | undefined;

  constructor(name: string, isActive: () => boolean, end: () => void, queue?: EventQueue) {
    this.name = name;
    this.#isActive = isActive;
    this.#end = end;
    this.#queue = queue;
  }

  get isActive(): boolean {
    return this.#isActive();
  }

  get pending(): number {
    return this.#queue?.size ?? 0;
  }

  get dropped(): number {
    return this.#queue?.dropped ?? 0;
  }

  unsubscribe(): void {
    this.#end();
  }

  [Symbol.dispose](): void {
    this.#end();
  }
}

/**
 * One handle for several subscriptions.
 *
 * @param name as in errors
 */
export function together(name: string, subscriptions: readonly Subscription[]): Subscription {
  const end = (): void => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
  return new BusSubscription(name, () => subscriptions.some(({ isActive }) => isActive), end);
}
