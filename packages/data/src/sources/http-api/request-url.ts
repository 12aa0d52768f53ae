import { floorTime, type Adjustment, type Timeframe } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { placesOf, type HttpBarDefinition } from './http-bar-definition.ts';

const DAY_MS = 86_400_000;

/** What a request asks for. */
export interface PageRequest {
  /** Half-open, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** The token or the address that the page before gave. */
  readonly next?: string | undefined;
}

/** What does not change between the requests of a run. */
export interface RequestSubject {
  readonly baseUrl: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly adjustment: Adjustment;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The address of a page, without secrets: this is what logs show.
 *
 * @throws DataError FOREIGN_URL where the next address is of another origin
 */
export function requestUrl(definition: HttpBarDefinition, subject: RequestSubject, request: PageRequest): string {
  const { pages, path, query = {} } = definition;
  if (pages.by === 'next-url' && request.next !== undefined)
    return sameOrigin(request.next, subject.baseUrl, definition.name);
  const values = placeValues(definition, subject, request);
  const given = Object.entries({ ...query, ...subject.parameters }).flatMap(([name, template]) => {
    const isOurs = !Object.hasOwn(subject.parameters, name);
    const value = isOurs ? filled(template, values, (text) => text) : template;
    return value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  });
  const address = subject.baseUrl.replace(/\/$/, '') + (filled(path, values, encodeURIComponent) ?? '');
  return given.length === 0 ? address : `${address}?${given.join('&')}`;
}

/** The address with the query parameters that hold secrets. Those that it has already are replaced. */
export function withSecrets(url: string, parameters: Readonly<Record<string, string>>): string {
  const added = Object.entries(parameters).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  if (added.length === 0) return url;
  const [address = '', query = ''] = (url.split('#')[0] ?? '').split(/\?(.*)/s);
  const kept = query.split('&').filter((pair) => pair !== '' && !(nameOf(pair) in parameters));
  return `${address}?${[...kept, ...added].join('&')}`;
}

/** A template with its places filled; undefined where one of them has no value. */
export function filled(
  template: string,
  values: Readonly<Record<string, string | undefined>>,
  encode: (text: string) => string,
): string | undefined {
  if (placesOf(template).some((place) => values[place] === undefined)) return undefined;
  return template.replaceAll(/\{(\w+)\}/g, (_, place: string) => encode(values[place] ?? ''));
}

function placeValues(
  { times = 'ms', toInclusive = false, timeframes, adjustments, pages }: HttpBarDefinition,
  { symbol, timeframe, adjustment }: RequestSubject,
  { from, to, next }: PageRequest,
): Record<string, string | undefined> {
  return {
    symbol,
    timeframe: timeframes[timeframe],
    from: written(from, times),
    to: toInclusive ? writtenLast(to, times) : writtenEnd(to, times),
    limit: pages.limit === undefined ? undefined : String(pages.limit),
    cursor: next,
    adjustment: adjustments?.[adjustment],
  };
}

type Writing = NonNullable<HttpBarDefinition['times']>;

/** The first moment of its kind at or after a time; of days the one that holds it. */
function written(time: number, times: Writing): string {
  switch (times) {
    case 'ms':
      return String(Math.ceil(time));
    case 's':
      return String(Math.ceil(time / 1_000));
    case 'iso':
      return new Date(Math.ceil(time)).toISOString();
    case 'date':
      return new Date(floorTime('1d', time)).toISOString().slice(0, 10);
  }
}

/** The first moment of its kind at or after a time; of days too, so that the last bars are not left out. */
function writtenEnd(time: number, times: Writing): string {
  return written(times === 'date' ? time + DAY_MS - 1 : time, times);
}

/** The last moment of its kind before a time. */
function writtenLast(time: number, times: Writing): string {
  const last = Math.ceil(time) - 1;
  if (times === 's') return String(Math.floor(last / 1_000));
  return written(last, times);
}

/** Written so that the host cannot be misread: the origin itself, then a path. */
function sameOrigin(next: string, baseUrl: string, where: string): string {
  const [origin = ''] = /^https?:\/\/[^/]+/i.exec(baseUrl) ?? [];
  if (/^\/(?![/\\])/.test(next)) return origin + next;
  const rest = next.slice(origin.length);
  if (next.slice(0, origin.length).toLowerCase() === origin.toLowerCase() && /^[/?]/.test(rest)) return origin + rest;
  const [foreign = 'another place'] = /^https?:\/\/[^/?#\\@]+/i.exec(next) ?? [];
  throw new DataError('FOREIGN_URL', {
    what: `the next page is at ${foreign}, not at ${origin}: keys do not go there`,
    where,
    fix: 'give the baseUrl that the pages name, or walk by cursor',
  });
}

function nameOf(pair: string): string {
  const name = (pair.split('=')[0] ?? '').replaceAll('+', ' ');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
