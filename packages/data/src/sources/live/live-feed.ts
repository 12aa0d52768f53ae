import type { Bar, Instrument, Timeframe } from '@tidemark/core-market';
import type * as z from 'zod';

/** What is asked of a feed. */
export interface FeedRequest {
  readonly instruments: readonly Instrument[];
  /** What the feed calls the instruments, in the same order. */
  readonly symbols: readonly string[];
  readonly timeframe: Timeframe;
}

/** What a message of a feed means. */
export type FeedEvent =
  /**
   * A bar, with all that is known of it so far. `closed` is whether the feed says that it is over; left out, the feed
   * never says so, and a bar is over when one of a later time comes on the same line.
   */
  | { readonly kind: 'bar'; readonly symbol: string; readonly bar: Bar; readonly closed?: boolean | undefined }
  /** Nothing but a sign of life: an acknowledgement, a pong. */
  | { readonly kind: 'alive' }
  /** The feed wants an answer: a pong, the next step of a login. Objects are sent as JSON. */
  | { readonly kind: 'reply'; readonly messages: readonly unknown[] }
  /** The feed is not content. `end` (default): asking again would not help. */
  | {
      readonly kind: 'error';
      readonly code?: string | number | undefined;
      readonly message: string;
      readonly next?: 'end' | 'reconnect' | 'continue' | undefined;
    };

/** What proves who asks: revealed anew for each connection, and shown nowhere else. */
export interface FeedLogin {
  /** Headers of the handshake. Browsers cannot send any. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Added to the address. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly protocols?: readonly string[] | undefined;
  /** Sent first when the line is open. */
  readonly messages?: readonly unknown[] | undefined;
}

/** How a line is known to be dead. */
export interface FeedHeartbeat {
  /** How often to ask for a sign of life, ms; 0: never, because the feed speaks by itself. */
  readonly everyMs: number;
  /** What to send for it; left out: a ping of the protocol, where the WebSocket can send one. */
  readonly message?: unknown;
  /** The line is dead after so long without any sign of life, ms. */
  readonly deadAfterMs: number;
  /** And after so long without a message, though pongs come; left out: a market may rest. */
  readonly quietAfterMs?: number | undefined;
}

/** A service that sends bars over a WebSocket: one definition each, plain enough to be read beside its manual. */
export interface LiveFeed<Message = unknown> {
  /** Names the service in errors and reports. */
  readonly name: string;
  readonly url: string | ((request: FeedRequest) => string);
  /** The timeframes that the service has; left out: any. */
  readonly timeframes?: readonly Timeframe[] | undefined;
  /** Sent when the line is open, on each new line again; objects as JSON. */
  readonly subscribe?: ((request: FeedRequest) => readonly unknown[]) | undefined;
  /** The secrets that the login needs, by name: the options must give them. */
  readonly secrets?: readonly string[] | undefined;
  /** How the login is made of them. */
  readonly login?: ((secrets: Readonly<Record<string, string>>, request: FeedRequest) => FeedLogin) | undefined;
  /** A frame as data. Left out: texts are JSON, and binary frames are malformed. */
  readonly decode?: ((frame: string | Uint8Array) => unknown) | undefined;
  /** What a message must look like. */
  readonly message: z.ZodType<Message>;
  /** What a message means; a feed may say several things at once. */
  readonly read: (message: Message, request: FeedRequest) => FeedEvent | readonly FeedEvent[];
  readonly heartbeat: FeedHeartbeat;
  /** Whether the service means "do not come back" by a close code. Left out: by 1008 and by all from 4000. */
  readonly isFinal?: ((closeCode: number) => boolean) | undefined;
}
