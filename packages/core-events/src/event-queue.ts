import { EventsError } from './error.ts';
import type { BusEvent } from './event.ts';

/**
 * What happens to an event that a full queue cannot take:
 * - `block`: `publishAsync` waits for room; `publish`, which cannot wait, throws QUEUE_FULL and publishes nothing
 * - `error`: both throw QUEUE_FULL and publish nothing
 * - `drop-oldest`, `drop-newest`: the subscriber loses an event, and the queue counts it
 */
export type QueuePolicy = 'block' | 'drop-oldest' | 'drop-newest' | 'error';

/** How many events may wait for a subscriber, and what happens to the next. */
export interface QueueOptions {
  /** Events, an integer ≥ 1. Default 1024. */
  readonly capacity?: number | undefined;
  /** Default `block`. */
  readonly policy?: QueuePolicy | undefined;
}

const POLICIES: readonly string[] = ['block', 'drop-oldest', 'drop-newest', 'error'] satisfies QueuePolicy[];
/** Taken elements are cut off once there are so many. */
const COMPACT_AT = 1024;

/** A bounded first-in, first-out queue that can be waited for at both ends. */
export class EventQueue {
  readonly capacity: number;
  readonly policy: QueuePolicy;
  dropped = 0;
  #events: (BusEvent | undefined)[] = [];
  #head = 0;
  #closed = false;
  #readers: (() => void)[] = [];
  #writers: (() => void)[] = [];

  /** @throws EventsError INVALID_CAPACITY, INVALID_POLICY */
  constructor({ capacity = 1024, policy = 'block' }: QueueOptions = {}) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) {
      throw new EventsError('INVALID_CAPACITY', {
        what: `capacity is ${String(capacity)}`,
        fix: 'give an integer ≥ 1: how many events may wait',
      });
    }
    if (!POLICIES.includes(policy)) {
      throw new EventsError('INVALID_POLICY', {
        what: `policy is ${JSON.stringify(policy)}`,
        fix: `choose one of ${POLICIES.join(', ')}`,
      });
    }
    this.capacity = capacity;
    this.policy = policy;
  }

  get size(): number {
    return this.#events.length - this.#head;
  }

  get isFull(): boolean {
    return this.size >= this.capacity;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  /** The event that `take` would give. */
  get first(): BusEvent | undefined {
    return this.#events[this.#head];
  }

  /** Takes an event in; where full, by the policy, of which `block` and `error` have been seen to before. */
  put(event: BusEvent): void {
    if (this.#closed) return;
    if (this.isFull) {
      if (this.policy === 'drop-newest') {
        this.dropped++;
        return;
      }
      if (this.policy === 'drop-oldest') {
        this.dropped++;
        this.#advance(1);
      }
    }
    this.#events.push(event);
    wake(this.#readers);
  }

  take(): BusEvent | undefined {
    const event = this.#events[this.#head];
    if (event !== undefined) {
      this.#advance(1);
      wake(this.#writers);
    }
    return event;
  }

  /** Takes up to `count` events, oldest first. */
  takeMany(count: number): BusEvent[] {
    const events = this.#events.slice(this.#head, this.#head + count) as BusEvent[];
    this.#advance(events.length);
    if (events.length > 0) wake(this.#writers);
    return events;
  }

  /** Resolves once there is something to take, or nothing will come any more. */
  async readable(): Promise<void> {
    while (this.size === 0 && !this.#closed) await new Promise<void>((resolve) => this.#readers.push(resolve));
  }

  /** Resolves once there is room, or none is needed any more. */
  async writable(): Promise<void> {
    while (this.isFull && !this.#closed) await new Promise<void>((resolve) => this.#writers.push(resolve));
  }

  /** Takes nothing in any more; what waits can still be taken unless it is discarded. */
  close({ discard = false }: { readonly discard?: boolean } = {}): void {
    this.#closed = true;
    if (discard) this.takeMany(this.size);
    wake(this.#readers);
    wake(this.#writers);
  }

  #advance(count: number): void {
    for (let i = 0; i < count; i++) this.#events[this.#head++] = undefined;
    if (this.#head === this.#events.length) {
      this.#events = [];
      this.#head = 0;
    } else if (this.#head >= COMPACT_AT && this.#head * 2 >= this.#events.length) {
      this.#events = this.#events.slice(this.#head);
      this.#head = 0;
    }
  }
}

function wake(waiting: (() => void)[]): void {
  for (const resolve of waiting.splice(0)) resolve();
}
