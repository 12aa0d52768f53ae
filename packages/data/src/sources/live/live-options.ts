import type { AbortSignalLike, BarSeries, Calendar, DataFinding, Instrument, Timeframe } from '@tidemark/core-market';
import * as z from 'zod';
import { assertOptions } from '../assert-options.ts';
import { isSecretValue, PLAIN_SECRET, type SecretValue } from '../secret-value.ts';
import type { BackoffOptions } from './backoff.ts';
import type { WhenFull } from './bar-queue.ts';
import type { ConnectSocket } from './live-socket.ts';
import type { LiveTimers } from './live-timers.ts';

/** A signal that tells when it is raised; an AbortSignal is one. */
export interface LiveSignal extends AbortSignalLike {
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Bars that were missed while there was no line. */
export interface BackfillRequest {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  /** Half-open on the open, epoch ms: from <= time < to. All of these bars are over. */
  readonly from: number;
  readonly to: number;
  /** Raised when the bars are not wanted any more. */
  readonly signal: AbortSignalLike;
}

/** What is asked of a live feed, and how it is treated. */
export interface LiveOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instruments: readonly (Instrument | string)[];
  readonly timeframe: Timeframe;
  /** What the feed calls an instrument; by default its symbol. */
  readonly feedSymbol?: ((instrument: Instrument) => string) | undefined;
  /** Give bars that still form, too. By default only those that are over. */
  readonly forming?: boolean | undefined;
  /** What the feed's login needs, by the names that the definition uses: values of `secret()`, or functions. */
  readonly secrets?: Readonly<Record<string, SecretValue>> | undefined;
  /** Opens the line; by default the WebSocket of the platform. On Node: `connectWs()` of @tidemark/data/node. */
  readonly connect?: ConnectSocket | undefined;
  /** How long a line may take to open, ms; default 10 000. */
  readonly connectTimeoutMs?: number | undefined;
  readonly backoff?: BackoffOptions | undefined;
  /** Bars that came before, by symbol: from a source, for example. What is missing since then is a gap. */
  readonly history?: Readonly<Record<string, BarSeries>> | undefined;
  /** The open of the first bar that is wanted, epoch ms, where there is no history; left out: the first that comes. */
  readonly from?: number | undefined;
  /** Fetches bars that were missed. Without it, they are reported as gaps. */
  readonly backfill?: ((request: BackfillRequest) => Promise<BarSeries | undefined>) | undefined;
  /** When bars are to be expected: without it every distance longer than a bar is a gap. */
  readonly calendar?: Calendar | undefined;
  /** What to do with a closed bar that comes again with other values: take it (default), or keep what was known. */
  readonly corrections?: 'apply' | 'keep' | undefined;
  /** How many bars may wait to be taken; default 1000. */
  readonly queueLimit?: number | undefined;
  /**
   * What happens then: `fail` (default), `pause` (the service has to wait; needs a WebSocket that can, such as `ws`), or
   * `dropOldest` (and count what was dropped).
   */
  readonly whenFull?: WhenFull | undefined;
  /** So many malformed messages in a row are an error; default 10. */
  readonly malformedLimit?: number | undefined;
  /** Called with every finding as it is made; the report has them all, by kind. */
  readonly onFinding?: ((finding: DataFinding) => void) | undefined;
  /** Its reason ends the bars. */
  readonly signal?: LiveSignal | undefined;
  /** For tests. */
  readonly timers?: LiveTimers | undefined;
  /** For tests: 0 to 1. */
  readonly random?: (() => number) | undefined;
}

const positive = z.number().positive();
const given = z.custom<object>((value) => typeof value === 'object' && value !== null, 'give an object');
const callback = z.custom<object>((value) => typeof value === 'function', 'give a function');

const secretValue = z.custom<SecretValue>(isSecretValue, PLAIN_SECRET);

const shape = {
  instruments: z.array(z.union([z.string().min(1), given])).min(1, 'name at least one instrument'),
  timeframe: z.string(),
  feedSymbol: callback.optional(),
  forming: z.boolean().optional(),
  secrets: z.record(z.string(), secretValue).optional(),
  connect: callback.optional(),
  connectTimeoutMs: positive.optional(),
  backoff: z
    .strictObject({
      initialMs: z.number().min(0).optional(),
      maxMs: z.number().min(0).optional(),
      jitter: z.number().min(0).max(1).optional(),
      attempts: z.union([z.int().min(0), z.literal(Infinity)], 'give a whole number, or Infinity').optional(),
    })
    .optional(),
  history: z.record(z.string(), given).optional(),
  from: z.number().optional(),
  backfill: callback.optional(),
  calendar: given.optional(),
  corrections: z.enum(['apply', 'keep']).optional(),
  queueLimit: z.int().min(1).optional(),
  whenFull: z.enum(['fail', 'pause', 'dropOldest']).optional(),
  malformedLimit: z.int().min(1).optional(),
  onFinding: callback.optional(),
  signal: given.optional(),
  timers: given.optional(),
  random: callback.optional(),
};

const schema = z.strictObject(shape);

/**
 * The options as given, once they are known to be options.
 *
 * @throws DataError BAD_OPTION with the option's name and what it may be
 */
export function checkedLiveOptions(options: LiveOptions): LiveOptions {
  assertOptions(schema, options, { of: 'live bars', see: 'LiveOptions' });
  return options;
}
