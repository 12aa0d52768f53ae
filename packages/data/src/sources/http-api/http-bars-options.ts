import { nearestName } from '@tidemark/core-errors';
import type { Adjustment, Clock, Instrument, Logger, Random, Timeframe } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../../error.ts';
import { assertOptions } from '../assert-options.ts';
import { checkBaseUrl, placesOf, rateLimitSchema, type HttpBarDefinition } from './http-bar-definition.ts';
import type { RateLimit } from './rate-limiter.ts';
import { isSecretValue, PLAIN_SECRET, type SecretValue } from '../secret-value.ts';
import type { FetchLike } from './web-platform.ts';

/** Told after each page. */
export interface PageProgress {
  /** Pages so far, this one included. */
  readonly page: number;
  /** Rows that the page had, and bars that were taken of them. */
  readonly rows: number;
  readonly bars: number;
  /** The range that is wholly known by this page, epoch ms, half-open. */
  readonly from: number;
  readonly to: number;
  /** Retries and waits of the run so far. */
  readonly retries: number;
  readonly waitedMs: number;
}

export interface HttpBarsOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  readonly timeframe: Timeframe;
  /** What the API calls the instrument, where that is not its symbol. */
  readonly symbol?: string | undefined;
  /** Range of opens, epoch ms, half-open, where a query says none. `to` left out: now. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** What the prices are to be adjusted for; `none` by default. */
  readonly adjustment?: Adjustment | undefined;
  /** In place of the definition's: a proxy, a test server. */
  readonly baseUrl?: string | undefined;
  /** By the names in the definition's `auth`: values of `secret()`, or functions. */
  readonly secrets?: Readonly<Record<string, SecretValue>> | undefined;
  /** Further query parameters. No secrets: these are shown in logs. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Requests of this source, all its queries together. Default: the definition's. */
  readonly rateLimit?: RateLimit | undefined;
  /** How often one request is sent again. Default 6. */
  readonly retriesPerRequest?: number | undefined;
  /** How often requests are sent again in one run, all together. Default 100. */
  readonly retryBudget?: number | undefined;
  /** The first wait before a retry, ms; it doubles each time. Half of it is by chance. Default 500. */
  readonly firstWaitMs?: number | undefined;
  /** The longest such wait. Default 30,000. */
  readonly longestWaitMs?: number | undefined;
  /** A server that asks for a longer rest is not waited for. Default 300,000. */
  readonly longestRetryAfterMs?: number | undefined;
  /** How long an answer may take to begin. Default 30,000. */
  readonly headersTimeoutMs?: number | undefined;
  /** How long its body may take after that. Default 60,000. */
  readonly bodyTimeoutMs?: number | undefined;
  /** More pages of one range are refused: they may never end. Default 10,000. */
  readonly maxPages?: number | undefined;
  /** Bars of one time that differ: refused by default, or the one that came last is kept and counted. */
  readonly conflicts?: 'refuse' | 'last' | undefined;
  /** A row without a price: refused by default, or dropped and counted. */
  readonly missing?: 'refuse' | 'drop' | undefined;
  /** A bar that cannot be: refused by default, or dropped and counted. */
  readonly invalid?: 'refuse' | 'drop' | undefined;
  /** A bar that is not over by the clock: dropped by default and counted. Downloads never keep it. */
  readonly forming?: 'drop' | 'keep' | undefined;
  readonly onPage?: ((progress: PageProgress) => void) | undefined;
  /** Gets a line for each request (debug) and each retry (warn), without secrets. */
  readonly logger?: Logger | undefined;
  /** Default: the platform's. */
  readonly fetch?: FetchLike | undefined;
  readonly clock?: Clock | undefined;
  /** How waits pass, ms. Default: a timer. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Chance of the waits, uniform in [0, 1). Default: Math.random. */
  readonly random?: Random | undefined;
}

/** Timers count in 31 bits: a longer wait would be none. */
const LONGEST_TIMER = 2 ** 31 - 1;
const callable = z.custom<unknown>((value) => typeof value === 'function', 'give a function');
const having = (...methods: readonly string[]): z.ZodType =>
  z.custom<unknown>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      methods.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
    `give an object with ${methods.join(', ')}`,
  );
const ms = z.number().min(0).max(LONGEST_TIMER).optional();
const count = z.int().min(0).optional();

const shape = {
  instrument: z.union([z.string().min(1), z.looseObject({ symbol: z.string().min(1) })]),
  timeframe: z.string(),
  symbol: z.string().min(1).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  adjustment: z.enum(['none', 'splits', 'total']).optional(),
  baseUrl: z.string().optional(),
  secrets: z.record(z.string(), z.custom<unknown>(isSecretValue, PLAIN_SECRET)).optional(),
  parameters: z.record(z.string().min(1), z.string()).optional(),
  rateLimit: rateLimitSchema.optional(),
  retriesPerRequest: count,
  retryBudget: count,
  firstWaitMs: ms,
  longestWaitMs: ms,
  longestRetryAfterMs: ms,
  headersTimeoutMs: ms,
  bodyTimeoutMs: ms,
  maxPages: z.int().min(1).optional(),
  conflicts: z.enum(['refuse', 'last']).optional(),
  missing: z.enum(['refuse', 'drop']).optional(),
  invalid: z.enum(['refuse', 'drop']).optional(),
  forming: z.enum(['drop', 'keep']).optional(),
  onPage: callable.optional(),
  logger: having('debug', 'warn').optional(),
  fetch: callable.optional(),
  clock: having('now').optional(),
  sleep: callable.optional(),
  random: callable.optional(),
};
const schema = z.strictObject(shape);

/**
 * The options as given, once they are known to be options of this definition.
 *
 * @throws DataError BAD_OPTION, MISSING_SECRET, TIMEFRAME_UNAVAILABLE, ADJUSTMENT_UNAVAILABLE, BAD_URL
 */
export function checkedHttpOptions(definition: HttpBarDefinition, options: HttpBarsOptions): HttpBarsOptions {
  assertOptions(schema, options, { of: 'HTTP bars', see: 'HttpBarsOptions' });
  if (options.baseUrl !== undefined) checkBaseUrl(options.baseUrl, 'options.baseUrl');
  assertTimeframe(definition, options.timeframe);
  const { adjustments } = definition;
  const { adjustment = 'none', secrets = {} } = options;
  if (adjustments !== undefined && adjustments[adjustment] === undefined) {
    const what = `there are no prices adjusted for "${adjustment}"`;
    const fix = `ask for ${Object.keys(adjustments).join(' or ')}`;
    throw new DataError('ADJUSTMENT_UNAVAILABLE', { what, where: definition.name, fix });
  }
  const { headers = {}, query = {} } = definition.auth ?? {};
  const needed = new Set([...Object.values(headers), ...Object.values(query)].flatMap(placesOf));
  for (const name of needed) {
    if (name in secrets) continue;
    const fix = `give { secrets: { ${name}: secret(...) } }`;
    throw new DataError('MISSING_SECRET', { what: `the secret ${name} is missing`, where: definition.name, fix });
  }
  for (const name of Object.keys(secrets)) {
    if (needed.has(name)) continue;
    const meant = nearestName(name, needed);
    const fix = meant === undefined ? `it takes ${[...needed].join(', ') || 'none'}` : `did you mean ${meant}?`;
    throw new DataError('BAD_OPTION', { what: `there is no secret ${name}`, where: `options.secrets`, fix });
  }
  return options;
}

/** @throws DataError TIMEFRAME_UNAVAILABLE */
export function assertTimeframe({ name, timeframes }: HttpBarDefinition, timeframe: Timeframe): void {
  if (Object.hasOwn(timeframes, timeframe)) return;
  const fix = `ask for one of ${Object.keys(timeframes).join(', ')}, and resample`;
  throw new DataError('TIMEFRAME_UNAVAILABLE', { what: `there are no ${timeframe} bars`, where: name, fix });
}
