import type { Clock, Logger } from '@tidemark/core-market';
import type { ListenableSignal } from './abort-signal.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { EventFilter } from './event.ts';
import type { QueueOptions } from './event-queue.ts';

/** How a bus behaves. */
export interface EventBusOptions {
  /**
   * For backtests and replays: nothing may depend on when a promise settles. Async subscribers are served by
   * `publishAsync` alone, in order, before it resolves; streams and bridges are refused. Default false.
   */
  readonly deterministic?: boolean | undefined;
  /** Told of every failure, beside the dead letters. */
  readonly onError?: ((letter: DeadLetter) => void) | undefined;
  /** Throws what a handler throws out of `publish`, at once; the rest of the publication is given up. For tests. Default false. */
  readonly failFast?: boolean | undefined;
  /** Failures are logged as errors. Default: silent. */
  readonly logger?: Logger | undefined;
  /** The time of events that say none themselves. Default: that of their cause, else NaN. */
  readonly clock?: Clock | undefined;
  /** When a payload happened, epoch ms; NaN where it does not say. Default `payloadTime`. */
  readonly timeOf?: ((payload: unknown) => number) | undefined;
  /** How long a chain of events that cause each other may become, an integer ≥ 1. Default 100. */
  readonly cycleLimit?: number | undefined;
  /** The seq of the first event, an integer ≥ 0: where a recording goes on, one more than its last. Default 0. */
  readonly firstSeq?: number | undefined;
  /** How many dead letters are kept, an integer ≥ 1: the newest. Default 1000. */
  readonly deadLetterCapacity?: number | undefined;
}

/** What a subscriber wants. */
export interface SubscribeOptions<Payload = unknown> {
  /** Higher is served first; equals in the order of subscription. Default 0. */
  readonly priority?: number | undefined;
  /** Only events for which it answers true. */
  readonly filter?: EventFilter<Payload> | undefined;
  /** Ends the subscription when it aborts. */
  readonly signal?: ListenableSignal | undefined;
  /** Name in errors and dead letters. Default: the handler's, else the pattern. */
  readonly name?: string | undefined;
}

/** What an async subscriber wants. */
export interface AsyncSubscribeOptions<Payload = unknown> extends SubscribeOptions<Payload>, QueueOptions {}

/** What a bus went through. */
export interface EventBusStats {
  /** Events published. */
  readonly published: number;
  /** Handler calls that failed. */
  readonly failures: number;
  /** Events that queues lost, by their policies, of the subscribers there are. */
  readonly dropped: number;
  /** Events that wait for async subscribers and readers of streams. */
  readonly pending: number;
  readonly subscribers: number;
}
