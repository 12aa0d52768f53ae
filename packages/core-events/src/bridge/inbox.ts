import { EventsError } from '../error.ts';
import type { BusEvent } from '../event.ts';
import type { AnyBus, EventBus } from '../event-bus.ts';
import { matches, parsePattern, type Pattern } from '../pattern.ts';
import { decodePayload } from '../payload-text.ts';
import type { AnyEvents } from '../topic-types.ts';
import { Admission } from './admission.ts';
import type { WireEvent } from './wire-event.ts';

/** Publishes what comes in: once, in the order in which it comes, as fast as the subscribers allow. */
export class Inbox {
  received = 0;
  rejected = 0;
  readonly #bus: EventBus<AnyEvents>;
  readonly #origin: string;
  readonly #patterns: readonly Pattern[];
  readonly #admission = new Admission();
  readonly #onError: (error: EventsError) => void;
  readonly #pause: () => Promise<void>;
  #publishing = false;

  /**
   * @param origin of the bridge itself: its own events stay out
   * @param pause waits a little, for subscribers that refuse events while their queue is full
   */
  constructor(
    bus: AnyBus,
    origin: string,
    patterns: readonly string[],
    onError: (error: EventsError) => void,
    pause: () => Promise<void>,
  ) {
    this.#bus = bus.untyped;
    this.#origin = origin;
    this.#patterns = patterns.map(parsePattern);
    this.#onError = onError;
    this.#pause = pause;
  }

  get duplicates(): number {
    return this.#admission.duplicates;
  }

  get missing(): number {
    return this.#admission.missing;
  }

  /** Whether an event is one that this inbox is publishing. */
  isInbound(event: BusEvent): boolean {
    return this.#publishing && event.cause === -1;
  }

  /** Publishes an event, unless it is this bridge's own, has come before, or is not asked for. */
  async accept({ origin, n, topic, time, payload }: WireEvent): Promise<void> {
    if (origin === this.#origin || !this.#admission.admits(origin, n)) return;
    if (!this.#patterns.some((pattern) => matches(pattern, topic))) return;
    try {
      const value = decodePayload(payload);
      await this.#publish(topic, value, time);
      this.received++;
    } catch (error) {
      this.reject(`event ${n} of ${origin}, ${topic}`, error);
    }
  }

  /** Leaves out what cannot be published. */
  reject(where: string, cause: unknown): void {
    this.rejected++;
    this.#onError(new EventsError('EVENT_REJECTED', { what: 'the event cannot be published here', where, cause }));
  }

  async #publish(topic: string, payload: unknown, time: number): Promise<void> {
    for (;;) {
      await this.#bus.ready(topic);
      this.#publishing = true;
      try {
        return this.#bus.publish(topic, payload, time);
      } catch (error) {
        if (!(error instanceof EventsError) || error.code !== 'QUEUE_FULL') throw error;
      } finally {
        this.#publishing = false;
      }
      await this.#pause();
    }
  }
}
