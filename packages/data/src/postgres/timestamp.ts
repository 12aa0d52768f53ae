import { DataError } from '../error.ts';

/** 2000-01-01 in microseconds of 1970: the zero of the server's clock. */
export const SERVER_EPOCH_US = 946_684_800_000_000;
const LOW_WORD = 4_294_967_296;

/** The first millisecond that a timestamp can hold, in 4713 BC, and the last one of JavaScript's dates. */
export const FIRST_MS = -210_866_803_200_000;
export const LAST_MS = 8.64e15;

/**
 * A binary timestamp as epoch ms, the nearest double to its microseconds; `infinity` as Infinity.
 *
 * @param high the first word, signed
 * @param low the second word, unsigned
 */
export function timestampMs(high: number, low: number): number {
  // Within 285 years of 1970 the microseconds are exact in a double.
  if (high > -2_000_000 && high < 1_870_000) return (high * LOW_WORD + low + SERVER_EPOCH_US) / 1000;
  if (high === 0x7fff_ffff && low === 0xffff_ffff) return Infinity;
  if (high === -0x8000_0000 && low === 0) return -Infinity;
  const total = BigInt(high) * 4_294_967_296n + BigInt(low) + BigInt(SERVER_EPOCH_US);
  const microseconds = Number(total);
  if (Number.isSafeInteger(microseconds)) return microseconds / 1000;
  return Number(total / 1000n) + Number(total % 1000n) / 1000;
}

/**
 * Refuses a time that a timestamp cannot hold so that the same double is read back.
 *
 * @throws DataError TIME_NOT_EXACT, TIME_OUT_OF_RANGE
 */
export function checkTimestamp(time: number, where: string): void {
  if (!(time >= FIRST_MS && time <= LAST_MS)) {
    const what = `the time ${time} is no moment that both PostgreSQL and a Date can hold`;
    throw new DataError('TIME_OUT_OF_RANGE', { what, where, fix: 'give epoch ms, from 4713 BC to 275760 AD' });
  }
  if (Number.isInteger(time)) return;
  const microseconds = microsecondsOf(time);
  if (Number.isSafeInteger(microseconds) && microseconds / 1000 === time) return;
  const what = `the time ${time} ms is no whole number of microseconds: it would be read back as another`;
  throw new DataError('TIME_NOT_EXACT', { what, where, fix: 'round the times to microseconds' });
}

/** The whole microseconds that are read back as this time, where there are any: the product may be rounded off them. */
function microsecondsOf(time: number): number {
  if (Number.isInteger(time)) return time * 1000;
  const nearest = Math.round(time * 1000);
  return [nearest, nearest - 1, nearest + 1].find((microseconds) => microseconds / 1000 === time) ?? nearest;
}

/** Writes epoch ms that `checkTimestamp` lets pass as a binary timestamp of eight bytes. */
export function writeTimestamp(view: DataView, at: number, time: number): void {
  const microseconds = microsecondsOf(time);
  const since = microseconds - SERVER_EPOCH_US;
  if (Number.isSafeInteger(microseconds) && Number.isSafeInteger(since)) {
    const high = Math.floor(since / LOW_WORD);
    view.setInt32(at, high);
    view.setUint32(at + 4, since - high * LOW_WORD);
    return;
  }
  const exact = Number.isInteger(time) ? BigInt(time) * 1000n : BigInt(microseconds);
  view.setBigInt64(at, exact - BigInt(SERVER_EPOCH_US));
}

/**
 * A moment as a literal of the server, which no setting of the session reads otherwise.
 *
 * @param time epoch ms, a whole number within the years of `Date`
 * @param type a timestamp takes the moment's clock in UTC
 * @example timestampLiteral(0, 'timestamptz') // => "timestamptz '1970-01-01 00:00:00.000+00'"
 */
export function timestampLiteral(time: number, type: 'timestamptz' | 'timestamp'): string {
  const date = new Date(time);
  const year = date.getUTCFullYear();
  const [days = '', clock = ''] = date
    .toISOString()
    .replace(/^[+-]?\d+/, '')
    .slice(0, -1)
    .split('T');
  const written = String(year > 0 ? year : 1 - year).padStart(4, '0');
  return `${type} '${written}${days} ${clock}${type === 'timestamptz' ? '+00' : ''}${year > 0 ? '' : ' BC'}'`;
}
