import type { BusEvent } from './event.ts';
import type { EventQueue } from './event-queue.ts';

/** An event that is to be handled out of turn, by somebody who waits for what comes of it. */
interface Extra {
  readonly event: BusEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Takes events from a queue to an async handler, one at a time, in order. */
export class Pump {
  readonly #queue: EventQueue;
  readonly #handler: (event: BusEvent) => Promise<void>;
  readonly #failed: (event: BusEvent, error: unknown) => void;
  #extras: Extra[] = [];
  #running: Promise<void> | undefined;

  constructor(
    queue: EventQueue,
    handler: (event: BusEvent) => Promise<void>,
    failed: (event: BusEvent, error: unknown) => void,
  ) {
    this.#queue = queue;
    this.#handler = handler;
    this.#failed = failed;
  }

  /** The work that is going on; it never rejects. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  /** Begins to work, unless it does already. Nothing is handled before the caller is done. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** Handles the next event of the queue, if there is one. */
  async step(): Promise<void> {
    const event = this.#queue.take();
    if (event === undefined) return;
    try {
      await this.#handler(event);
    } catch (error) {
      this.#failed(event, error);
    }
  }

  /** Handles an event again, before those of the queue. @throws what the handler throws */
  again(event: BusEvent): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#extras.push({ event, resolve, reject });
      this.start();
    });
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    while (this.#extras.length > 0 || this.#queue.size > 0) {
      const extra = this.#extras.shift();
      if (extra === undefined) await this.step();
      else await this.#handler(extra.event).then(extra.resolve, extra.reject);
    }
    this.#running = undefined;
  }
}
