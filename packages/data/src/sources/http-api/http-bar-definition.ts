import { nearestName } from '@tidemark/core-errors';
import { isTimeframe, type Adjustment, type Timeframe } from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../../error.ts';
import { assertOptions } from '../assert-options.ts';
import type { RateLimit } from './rate-limiter.ts';

/** A number as APIs write it. Null, undefined, '', NaN, NA and N/A say "not known". */
export type Figure = number | string | null | undefined;

/** What a row says of a bar. */
export interface HttpBar {
  /** The open: epoch ms, or ISO 8601 with an offset or Z; a date alone is its midnight in UTC. */
  readonly time: number | string;
  readonly open: Figure;
  readonly high: Figure;
  readonly low: Figure;
  readonly close: Figure;
  readonly volume?: Figure;
  /** When the bar is known, written as `time` is: needed where it is not `time + timeframe`. */
  readonly closeTime?: number | string | undefined;
  /** The definition's further `columns`. */
  readonly extra?: Readonly<Record<string, Figure>> | undefined;
}

/** An error that came with status 200. */
export interface ApiError {
  readonly message: string;
  /** Whether the same request may succeed later. Default false. */
  readonly retry?: boolean | undefined;
}

/**
 * How one page leads to the next.
 *
 * - `window`: the server answers the first `limit` bars from `{from}` on; the next page begins after the last bar.
 *   `{to}` stands for the end of the whole `range` (default), and an empty page ends the walk; or, for servers that
 *   answer the newest bars first or refuse long ranges, for the end of a `window` of `limit` bars, and an empty page
 *   is a hole in the data.
 * - `cursor`: the body holds a token, which `{cursor}` stands for in the next request. None ends the walk.
 * - `next-url`: the body holds the next address. It has to be of the same origin: keys go with it.
 * - `single`: there is one page.
 */
export type PageStrategy<Page> =
  | { readonly by: 'window'; readonly limit: number; readonly end?: 'range' | 'window' | undefined }
  | {
      readonly by: 'cursor' | 'next-url';
      readonly limit?: number | undefined;
      /** Whether later pages hold later bars (default) or earlier ones. */
      readonly order?: 'ascending' | 'descending' | undefined;
      next(page: Page): string | null | undefined;
    }
  | { readonly by: 'single'; readonly limit?: number | undefined };

/** How an HTTP API gives bars. Plain configuration: make one with `httpBarDefinition`, which checks it. */
export interface HttpBarDefinition<Page = unknown, Row = unknown> {
  /** How reports and messages call it: `binance klines`. */
  readonly name: string;
  /** Scheme, host and what stands before every path: `https://api.example.com`. Options may override it. */
  readonly baseUrl: string;
  /** With `{symbol}`, `{timeframe}`, `{from}`, `{to}`, `{limit}`, `{adjustment}` where these belong. */
  readonly path: string;
  /** Query parameters, with the same places and `{cursor}`. One whose place has no value is left out. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How `{from}` and `{to}` are written: epoch `ms` (default) or `s`, `iso` 8601, or a `date`. */
  readonly times?: 'ms' | 's' | 'iso' | 'date' | undefined;
  /** Whether a bar at `{to}` would be given. Default false. */
  readonly toInclusive?: boolean | undefined;
  /** What the API calls each timeframe that it has: `{ '1m': '1Min' }`. */
  readonly timeframes: Readonly<Partial<Record<Timeframe, string>>>;
  /** What the API calls each adjustment that it can be asked for. Left out: the options only say what its prices are. */
  readonly adjustments?: Readonly<Partial<Record<Adjustment, string>>> | undefined;
  /** Where secrets go: `{ headers: { Authorization: 'Bearer {token}' } }` asks the options for `secrets.token`. */
  readonly auth?:
    | {
        readonly headers?: Readonly<Record<string, string>> | undefined;
        readonly query?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  readonly pages: PageStrategy<Page>;
  /** `json` by default; `text` is given to `page` as it is. */
  readonly body?: 'json' | 'text' | undefined;
  /** Content types that a page may have. Default `application/json` for JSON, any for text. */
  readonly contentTypes?: readonly string[] | undefined;
  /** What a page must look like. */
  readonly page: z.ZodType<Page>;
  /** The rows of a page, in any order. */
  rows(page: Page, symbol: string): readonly unknown[];
  /** What a row must look like. */
  readonly row: z.ZodType<Row>;
  bar(row: Row): HttpBar;
  /** Names of the further columns that `bar` gives in `extra`. */
  readonly columns?: readonly string[] | undefined;
  /** Recognises an error in a body with status 200. */
  error?(body: unknown): ApiError | undefined;
  /** What the server allows; options may override it. */
  readonly rateLimit?: RateLimit | undefined;
}

/** Places that a template may have; secrets have names of their own. */
export const PLACES = ['symbol', 'timeframe', 'from', 'to', 'limit', 'cursor', 'adjustment'] as const;

const callable = z.custom<unknown>((value) => typeof value === 'function', 'give a function');
const zodType = z.custom<unknown>((value) => value instanceof z.ZodType, 'give a zod schema');
const texts = z.record(z.string().min(1), z.string());
const limit = z.int().min(1);

/** What a rate limit may be. */
export const rateLimitSchema = z.strictObject({
  requests: z.number().positive(),
  perMs: z.number().positive(),
  burst: z.int().min(1).optional(),
});

const shape = {
  name: z.string().min(1),
  baseUrl: z.string(),
  path: z.string().regex(/^(?:\/|$)/, 'begin with /'),
  query: texts.optional(),
  headers: texts.optional(),
  times: z.enum(['ms', 's', 'iso', 'date']).optional(),
  toInclusive: z.boolean().optional(),
  timeframes: z.record(z.string().refine(isTimeframe, 'is no timeframe: write 1m, 1h, 1d'), z.string().min(1)),
  adjustments: z.partialRecord(z.enum(['none', 'splits', 'total']), z.string()).optional(),
  auth: z.strictObject({ headers: texts.optional(), query: texts.optional() }).optional(),
  pages: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('window'), limit, end: z.enum(['range', 'window']).optional() }),
    z.strictObject({
      by: z.enum(['cursor', 'next-url']),
      limit: limit.optional(),
      order: z.enum(['ascending', 'descending']).optional(),
      next: callable,
    }),
    z.strictObject({ by: z.literal('single'), limit: limit.optional() }),
  ]),
  body: z.enum(['json', 'text']).optional(),
  contentTypes: z.array(z.string().min(1)).optional(),
  page: zodType,
  rows: callable,
  row: zodType,
  bar: callable,
  columns: z.array(z.string().min(1)).optional(),
  error: callable.optional(),
  rateLimit: rateLimitSchema.optional(),
};
const schema = z.strictObject(shape);

/**
 * A definition, once it is known to be one. It infers the types of its functions from its schemas.
 *
 * @throws DataError BAD_DEFINITION with the place and what may stand there
 * @example
 * const definition = httpBarDefinition({
 *   name: 'mine',
 *   baseUrl: 'https://api.example.com',
 *   path: '/bars/{symbol}',
 *   query: { size: '{timeframe}', since: '{from}', until: '{to}' },
 *   timeframes: { '1d': 'day' },
 *   pages: { by: 'single' },
 *   page: z.array(z.unknown()),
 *   rows: (page) => page,
 *   row: z.object({ t: z.number(), p: z.number() }),
 *   bar: ({ t, p }) => ({ time: t, open: p, high: p, low: p, close: p }),
 * });
 */
export function httpBarDefinition<Page, Row>(definition: HttpBarDefinition<Page, Row>): HttpBarDefinition<Page, Row> {
  const where = `definition ${definition.name}`;
  assertOptions(schema, definition, { code: 'BAD_DEFINITION', where, of: 'a definition', see: 'HttpBarDefinition' });
  checkBaseUrl(definition.baseUrl, `${where}, baseUrl`);
  const { path, query = {}, pages } = definition;
  for (const [at, template] of [['path', path], ...Object.entries(query)] as const) {
    for (const place of placesOf(template)) {
      if (PLACES.some((known) => known === place) && !(at === 'path' && place === 'cursor')) continue;
      const meant = nearestName(place, PLACES);
      const fix =
        meant === undefined ? `use ${PLACES.map((one) => `{${one}}`).join(', ')}` : `did you mean {${meant}}?`;
      throw new DataError('BAD_DEFINITION', { what: `${at} has {${place}}, which nothing fills`, where, fix });
    }
  }
  const asked = new Set([path, ...Object.values(query)].flatMap(placesOf));
  const needed = pages.by === 'window' ? ['from'] : pages.by === 'cursor' ? ['cursor'] : [];
  for (const place of needed) {
    if (asked.has(place)) continue;
    const what = `pages go by ${pages.by}, and no parameter has {${place}}`;
    throw new DataError('BAD_DEFINITION', { what, where, fix: `add a query parameter with {${place}}` });
  }
  return definition;
}

/** The names in braces of a template. */
export function placesOf(template: string): string[] {
  return Array.from(template.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}

/** Whether requests of a definition say where the range ends. */
export function saysTo({ path, query = {} }: HttpBarDefinition): boolean {
  return [path, ...Object.values(query)].some((template) => placesOf(template).includes('to'));
}

/**
 * Refuses what no request could go to. The text is not repeated: it may hold a password.
 *
 * @throws DataError BAD_URL
 */
export function checkBaseUrl(baseUrl: string, where: string): void {
  if (/^https?:\/\/[^\s/?#\\@]+(?:\/[^\s?#\\@]*)?$/i.test(baseUrl)) return;
  const what = baseUrl.includes('@') ? 'the address holds a user or a password' : 'this is no address to ask';
  const fix = 'give scheme, host and path only, such as https://api.example.com/v2; keys go into secrets';
  throw new DataError('BAD_URL', { what, where, fix });
}
