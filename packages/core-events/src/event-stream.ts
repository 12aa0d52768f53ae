/// <reference lib="esnext.disposable" preserve="true" />
import type { BusEvent } from './event.ts';
import type { EventQueue } from './event-queue.ts';

/**
 * Events one after the other, for `for await`; breaking out of the loop ends it. When the bus closes or the signal
 * aborts, what waits is still given; `close()` gives it up.
 */
export class EventStream<Payload = unknown> implements AsyncIterableIterator<BusEvent<Payload>>, Disposable {
  readonly #queue: EventQueue;
  readonly #end: () => void;

  /** @param end what takes the stream off its bus */
  constructor(queue: EventQueue, end: () => void) {
    this.#queue = queue;
    this.#end = end;
  }

  /** Events that wait to be read. */
  get pending(): number {
    return this.#queue.size;
  }

  /** Events that the queue lost, by its policy. */
  get dropped(): number {
    return this.#queue.dropped;
  }

  async next(): Promise<IteratorResult<BusEvent<Payload>, undefined>> {
    const [value] = await this.take(1);
    return value === undefined ? { done: true, value } : { done: false, value };
  }

  /**
   * Waits for an event and takes all that are there, up to a number.
   *
   * @param count at most so many
   * @returns oldest first; none at the end of the stream
   */
  async take(count: number): Promise<BusEvent<Payload>[]> {
    for (;;) {
      await this.#queue.readable();
      const events = this.#queue.takeMany(count) as BusEvent<Payload>[];
      if (events.length > 0 || this.#queue.isClosed) return events;
    }
  }

  /** Ends it and gives up what waits. */
  close(): void {
    this.#end();
    this.#queue.close({ discard: true });
  }

  return(): Promise<IteratorResult<BusEvent<Payload>, undefined>> {
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
