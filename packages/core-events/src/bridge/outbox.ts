import type { BusEvent } from '../event.ts';
import type { AnyBus } from '../event-bus.ts';
import type { EventStream } from '../event-stream.ts';
import type { QueuePolicy } from '../event-queue.ts';
import { encodePayload } from '../payload-text.ts';
import type { WireEvent } from './wire-event.ts';

interface OutboxOptions {
  readonly send: readonly string[];
  readonly capacity: number;
  readonly policy: QueuePolicy;
  readonly batchSize: number;
  /** Events that came in through the same bridge stay here. */
  readonly isInbound: (event: BusEvent) => boolean;
  /** Told of an event that cannot be written down. */
  readonly rejected: (event: BusEvent, error: unknown) => void;
}

/** Events that are to be sent, in order; each batch is given again until it is confirmed. */
export class Outbox {
  /** Events confirmed. */
  sent = 0;
  readonly #origin: string;
  readonly #batchSize: number;
  readonly #rejected: (event: BusEvent, error: unknown) => void;
  readonly #stream: EventStream;
  #n = 0;
  #batch: Promise<readonly WireEvent[]> | undefined;
  #batchLength = 0;
  #waiting: (() => void)[] = [];

  constructor(bus: AnyBus, origin: string, options: OutboxOptions) {
    const { send, capacity, policy, batchSize, isInbound, rejected } = options;
    this.#origin = origin;
    this.#batchSize = batchSize;
    this.#rejected = rejected;
    const filter = (_: unknown, event: BusEvent): boolean => !isInbound(event);
    this.#stream = bus.untyped.stream(send, { capacity, policy, filter, name: 'bridge' });
  }

  get pending(): number {
    return this.#stream.pending + this.#batchLength;
  }

  /** The batch that is not confirmed, or the next, once there are events; empty at the end. */
  next(): Promise<readonly WireEvent[]> {
    this.#batch ??= this.#take();
    return this.#batch;
  }

  /** The batch is with the server. */
  confirm(batch: readonly WireEvent[]): void {
    this.sent += batch.length;
    this.#batch = undefined;
    this.#batchLength = 0;
    this.#settle();
  }

  /** Resolves once nothing waits. */
  async flushed(): Promise<void> {
    if (this.pending > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** @returns how many events are given up */
  close(): number {
    const { pending } = this;
    this.#stream.close();
    return pending;
  }

  async #take(): Promise<readonly WireEvent[]> {
    for (;;) {
      const events = await this.#stream.take(this.#batchSize);
      const batch = events.flatMap((event) => this.#wired(event));
      this.#batchLength = batch.length;
      if (batch.length > 0 || events.length === 0) return batch;
      this.#settle(); // nothing of it can be sent
    }
  }

  #settle(): void {
    if (this.pending > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #wired(event: BusEvent): WireEvent[] {
    try {
      const { topic, time, payload } = event;
      const text = encodePayload(payload);
      return [{ origin: this.#origin, n: ++this.#n, topic, time, payload: text }];
    } catch (error) {
      this.#rejected(event, error);
      return [];
    }
  }
}
