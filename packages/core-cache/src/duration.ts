import { CacheError } from './error.ts';

/** How long, in words: `500ms`, `30s`, `10m`, `1.5h`, `1d`, `2w`. Minutes are `m`; months have no fixed length. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w'}`;

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|w)$/;

/**
 * A duration in milliseconds.
 *
 * @param where what the duration is for, for error messages
 * @throws CacheError INVALID_DURATION
 * @example
 * durationMs('1.5h') // => 5400000
 * durationMs('1 hour' as Duration) // => throws INVALID_DURATION
 */
export function durationMs(text: Duration, where?: string): number {
  const [, count, unit] = PATTERN.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit ?? ''] ?? NaN);
  if (ms > 0 && Number.isFinite(ms)) return ms;
  throw new CacheError('INVALID_DURATION', {
    what: `${JSON.stringify(text)} is not a duration above zero`,
    where,
    fix: 'write a count and a unit: 500ms, 30s, 10m, 24h, 7d, 2w',
  });
}

/**
 * One of the options that come as `name` (a duration in words) or `nameMs` (milliseconds).
 *
 * @returns milliseconds, above zero, Infinity where `nameMs` says so; undefined where neither is given
 * @throws CacheError NUMBER_AS_DURATION where `name` is a number: nothing says whether it is seconds
 * @throws CacheError DURATION_TWICE, INVALID_DURATION
 */
export function durationOption(options: object, name: string, where: string): number | undefined {
  const { [name]: words, [`${name}Ms`]: ms } = options as Readonly<Record<string, unknown>>;
  const at = `${where}.${name}`;
  if (words !== undefined && ms !== undefined) {
    const what = `both ${name} and ${name}Ms are given`;
    throw new CacheError('DURATION_TWICE', { what, where, fix: 'give one of them' });
  }
  if (typeof words === 'number') {
    const what = `${name}: ${words} does not say its unit`;
    const fix = `write ${name}: '${words}s', or ${name}Ms: ${words * 1_000}; a number alone, as in memoize(3600), is seconds`;
    throw new CacheError('NUMBER_AS_DURATION', { what, where, fix });
  }
  if (words !== undefined) return durationMs(words as Duration, at);
  if (ms === undefined || (typeof ms === 'number' && ms > 0)) return ms;
  const what = `${name}Ms is ${typeof ms === 'number' ? ms : `a ${typeof ms}`}`;
  throw new CacheError('INVALID_DURATION', {
    what,
    where,
    fix: 'give milliseconds above zero; Infinity means for ever',
  });
}

/**
 * The meaning of a bare number of seconds: `memoize(3600)`.
 *
 * @throws CacheError INVALID_DURATION
 */
export function secondsMs(seconds: number, where: string): number {
  if (seconds > 0) return seconds * 1_000;
  const what = `${seconds} seconds is no time to live`;
  throw new CacheError('INVALID_DURATION', { what, where, fix: 'give seconds above zero, or { ttl: "1h" }' });
}
