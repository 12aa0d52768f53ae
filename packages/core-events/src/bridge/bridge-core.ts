import { silentLogger } from '@tidemark/core-market';
import { assertCount } from '../bus-errors.ts';
import { EventsError } from '../error.ts';
import { assertMs } from '../event-clock.ts';
import type { AnyBus } from '../event-bus.ts';
import type { BridgeOptions, BridgeStats } from './bridge.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';

/** What all bridges are made of: both ends at the bus, and who is told of what happens between. */
export class BridgeCore {
  reconnects = 0;
  readonly origin: string;
  readonly batchSize: number;
  readonly timeoutMs: number;
  readonly inbox: Inbox | undefined;
  readonly outbox: Outbox | undefined;
  /** Whether everything is received, so that gaps can be told. */
  readonly receivesAll: boolean;
  readonly #name: string;
  readonly #options: BridgeOptions;
  #rejected = 0;

  /**
   * @param name in errors: `the Redis bridge`
   * @param origin unique to this bridge
   * @throws EventsError BRIDGE_IN_DETERMINISTIC_RUN, BRIDGE_WITHOUT_TOPICS, INVALID_OPTION, INVALID_PATTERN
   */
  constructor(bus: AnyBus, name: string, origin: string, pause: () => Promise<void>, options: BridgeOptions) {
    const { send, receive, capacity = 65_536, policy = 'block', batchSize = 500, timeoutMs = 5000 } = options;
    assertCount('batchSize', batchSize);
    assertMs('timeoutMs', timeoutMs);
    if (bus.untyped.isDeterministic) {
      throw new EventsError('BRIDGE_IN_DETERMINISTIC_RUN', {
        what: `${name} on a deterministic bus: what comes from a server comes when it likes`,
        fix: 'record the events, and replay the recording in the run',
      });
    }
    if (send === undefined && receive === undefined) {
      throw new EventsError('BRIDGE_WITHOUT_TOPICS', {
        what: `${name} neither sends nor receives`,
        fix: "say which topics it carries: { send: 'bar.**', receive: 'signal.**' }",
      });
    }
    this.#name = name;
    this.#options = options;
    this.origin = origin;
    this.batchSize = batchSize;
    this.timeoutMs = timeoutMs;
    const received = receive === undefined ? [] : [receive].flat();
    this.receivesAll = received.includes('**');
    const onError = (error: EventsError): void => this.tell(error);
    this.inbox = receive === undefined ? undefined : new Inbox(bus, origin, received, onError, pause);
    const { inbox } = this;
    this.outbox =
      send === undefined
        ? undefined
        : new Outbox(bus, origin, {
            send: [send].flat(),
            capacity,
            policy,
            batchSize,
            isInbound: (event) => inbox?.isInbound(event) ?? false,
            rejected: (event, cause) => this.reject(`event ${event.seq}, ${event.topic}`, cause),
          });
  }

  /** Reports an event that cannot be sent, and counts it. */
  reject(where: string, cause: unknown): void {
    this.#rejected++;
    this.tell(new EventsError('EVENT_REJECTED', { what: 'the event cannot be sent', where, cause }));
  }

  /** What is thrown where a bridge cannot begin. */
  notStarted(cause: unknown): unknown {
    if (cause instanceof EventsError && cause.code !== 'BRIDGE_TIMEOUT') return cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    return new EventsError('BRIDGE_NOT_STARTED', {
      what: `${this.#name} cannot begin: ${why}`,
      fix: 'check that the server runs at this address and lets this client in',
      cause,
    });
  }

  /** Reports trouble that will be tried again. */
  trouble(doing: string, cause: unknown): void {
    const why = cause instanceof Error ? cause.message : String(cause);
    const what = `${this.#name} failed while ${doing}, and tries again: ${why}`;
    this.tell(new EventsError('BRIDGE_TROUBLE', { what, cause }));
  }

  tell(error: EventsError): void {
    const { onError, logger = silentLogger } = this.#options;
    logger.warn({ err: error, code: error.code }, error.message);
    onError?.(error);
  }

  stats(): BridgeStats {
    return {
      sent: this.outbox?.sent ?? 0,
      received: this.inbox?.received ?? 0,
      duplicates: this.inbox?.duplicates ?? 0,
      missing: this.receivesAll ? (this.inbox?.missing ?? 0) : 0,
      rejected: this.#rejected + (this.inbox?.rejected ?? 0),
      reconnects: this.reconnects,
      pending: this.outbox?.pending ?? 0,
    };
  }
}
