import type { Logger } from '@tidemark/core-market';
import type { EventsError } from '../error.ts';
import type { QueuePolicy } from '../event-queue.ts';

/** What every bridge is told. */
export interface BridgeOptions {
  /** Topic patterns of the events that go out. Default: none. */
  readonly send?: string | readonly string[] | undefined;
  /** Topic patterns of the events that come in. Default: none. */
  readonly receive?: string | readonly string[] | undefined;
  /**
   * Where to begin where nothing is known by the durable name: `new`, what is sent from now on, or `start`, all that
   * is still there. Default `new`.
   */
  readonly from?: 'new' | 'start' | undefined;
  /**
   * Name under which the server keeps how far this reader has come, so that it goes on there after a restart: every
   * event comes at least once, those since the last note perhaps again. Default: begins at `from`.
   */
  readonly durable?: string | undefined;
  /** Events that may wait to be sent. Default 65536. */
  readonly capacity?: number | undefined;
  /** What happens to the next one. Default `block`: publishAsync waits, publish throws QUEUE_FULL. */
  readonly policy?: QueuePolicy | undefined;
  /** Events sent or read at once. Default 500. */
  readonly batchSize?: number | undefined;
  /** Without an answer for so long, the connection counts as lost. Default 5000. */
  readonly timeoutMs?: number | undefined;
  /** Told of what went wrong and was mended or given up. */
  readonly onError?: ((error: EventsError) => void) | undefined;
  readonly logger?: Logger | undefined;
}

/** What went through a bridge. */
export interface BridgeStats {
  /** Events that the server has confirmed. */
  readonly sent: number;
  /** Events published here. */
  readonly received: number;
  /** Events that came again and were left out. */
  readonly duplicates: number;
  /** Events of a sender that did not come, though later ones did: removed from the stream before they were read. Known where everything (`**`) is received. */
  readonly missing: number;
  /** Events that could not be sent or published: too large, or no events at all. */
  readonly rejected: number;
  /** Connections lost and made anew. */
  readonly reconnects: number;
  /** Events that wait to be sent. */
  readonly pending: number;
}

/** Events of a bus in other processes, and theirs here. */
export interface Bridge {
  stats(): BridgeStats;
  /** Resolves once the server has confirmed all that was published before. */
  flush(): Promise<void>;
  /**
   * Stops receiving, sends what waits, and disconnects.
   *
   * @param options.timeoutMs gives up what is not sent by then. Default 5000
   * @returns how many events were given up
   */
  close(options?: { readonly timeoutMs?: number | undefined }): Promise<{ readonly unsent: number }>;
}
