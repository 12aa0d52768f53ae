import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { within } from '../bridge/waiting.ts';
import { EventsError } from '../error.ts';
import type { NatsDriver } from './nats-client.ts';

/** A message, and what the server tells it apart by. */
export interface NatsMessage {
  readonly subject: string;
  readonly id: string;
  readonly body: string;
}

/** What the server answers for a message that it has stored, or has not. */
interface Answer {
  readonly error?: { readonly description?: string } | undefined;
}

/** Messages that are being confirmed. */
interface Batch {
  /** Answers that have not come. */
  open: number;
  readonly resolve: () => void;
  readonly reject: (error: EventsError) => void;
}

/**
 * Sends messages to a JetStream stream over one connection, many at a time, each confirmed by the server. The
 * driver's own `publish` makes a timer and two errors for every message, which costs it most of its time.
 */
export class NatsPublisher {
  readonly #driver: NatsDriver;
  readonly #connection: NatsConnection;
  readonly #timeoutMs: number;
  readonly #inbox: string;
  #batch: Batch | undefined;

  constructor(driver: NatsDriver, connection: NatsConnection, timeoutMs: number) {
    this.#driver = driver;
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
    this.#inbox = driver.transport.createInbox();
    connection.subscribe(this.#inbox, { callback: (error, message) => this.#answered(error, message) });
  }

  /**
   * Sends messages in order, and waits until the server has stored them all.
   *
   * @throws EventsError NOT_CONFIRMED with the server's words, or where it is silent for too long
   */
  async send(messages: readonly NatsMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const done = new Promise<void>((resolve, reject) => {
      this.#batch = { open: messages.length, resolve, reject };
    });
    for (const { subject, id, body } of messages) {
      const headers = this.#driver.transport.headers();
      headers.set('Nats-Msg-Id', id);
      this.#connection.publish(subject, body, { headers, reply: this.#inbox });
    }
    const answer = await within(globalThis, this.#timeoutMs, done);
    const open = this.#batch?.open ?? 0;
    this.#batch = undefined;
    if (answer === undefined) throw notConfirmed(`${open} of ${messages.length} messages within ${this.#timeoutMs} ms`);
  }

  #answered(error: Error | null, message: Msg): void {
    const batch = this.#batch;
    if (batch === undefined) return;
    const refusal = error?.message ?? refusalOf(message);
    if (refusal !== undefined) batch.reject(notConfirmed(`a message: ${refusal}`));
    else if (--batch.open === 0) batch.resolve();
  }
}

/** Why the server has not stored a message; undefined where it has. */
function refusalOf(message: Msg): string | undefined {
  if (message.data.length === 0) return 'no stream takes this subject';
  const { error } = message.json<Answer>();
  return error && (error.description ?? 'refused');
}

function notConfirmed(what: string): EventsError {
  return new EventsError('NOT_CONFIRMED', { what: `the server has not confirmed ${what}` });
}
