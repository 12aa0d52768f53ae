import type { Columns } from './columns.ts';
import { MarketError } from './error.ts';

interface CheckedColumns {
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly closeTime: Float64Array | undefined;
  readonly extra: Columns;
}

/** What is wrong with a bar: the code and how to mend it. */
interface BarFault {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

/**
 * Refuses columns that cannot be bars: the first fault is thrown with its bar.
 *
 * @throws MarketError see `barSeries`
 */
export function checkBars(columns: CheckedColumns, where: string): void {
  checkColumns(columns, where);
  const { time, open, high, low, close, volume, closeTime } = columns;
  const length = time.length;
  let before = -Infinity;
  for (let i = 0; i < length; i++) {
    const t = time[i];
    const o = open[i];
    const h = high[i];
    const l = low[i];
    const c = close[i];
    const v = volume[i];
    // One test for all that must hold: false also where a price is NaN. `faultAt` then says which it was.
    const inside = h >= o && h >= c && l <= o && l <= c && h < Infinity && l > -Infinity;
    const whole = inside && t > before && t < Infinity && (v >= 0 ? v < Infinity : v !== v);
    if (!whole) throw faultError(columns, i, where);
    before = t;
  }
  if (closeTime !== undefined) checkCloseTimes(time, closeTime, where);
}

/** Names that an extra column may not take. */
const FIELDS: readonly string[] = ['time', 'open', 'high', 'low', 'close', 'volume', 'closeTime'];

/** That every column is one, has its own name and the length of time. */
function checkColumns({ closeTime, extra, ...prices }: CheckedColumns, where: string): void {
  for (const name of Object.keys(extra)) {
    if (!FIELDS.includes(name)) continue;
    const what = `an extra column is called ${name}, which is a field of every bar`;
    throw new MarketError('RESERVED_COLUMN', { what, where, fix: 'give it another name' });
  }
  const named = { ...prices, ...(closeTime !== undefined && { closeTime }), ...extra };
  for (const [name, column] of Object.entries(named)) {
    if (Object.prototype.toString.call(column) === '[object Float64Array]') continue;
    const what = `column ${name} is ${column === undefined ? 'missing' : 'no Float64Array'}`;
    throw new MarketError('NOT_A_COLUMN', { what, where, fix: `give ${name} as a Float64Array` });
  }
  for (const [name, column] of Object.entries(named)) {
    if (column.length === prices.time.length) continue;
    const what = `column ${name} has ${column.length} rows, time has ${prices.time.length}`;
    throw new MarketError('LENGTHS_DIFFER', { what, where, fix: 'give columns of equal length' });
  }
}

function checkCloseTimes(time: Float64Array, closeTime: Float64Array, where: string): void {
  for (let i = 0; i < time.length; i++) {
    const next = i + 1 < time.length ? time[i + 1] : Infinity;
    if (closeTime[i] > time[i] && closeTime[i] <= next && closeTime[i] < Infinity) continue;
    throw new MarketError('BAD_CLOSE_TIME', {
      what: `the close time ${moment(closeTime[i])} is not after the open ${moment(time[i])} and by the next open`,
      where: `${where}, bar ${i}`,
      fix: 'a bar closes after it opens and before or when the next one opens',
    });
  }
}

function faultError(columns: CheckedColumns, i: number, where: string): MarketError {
  const { code, ...details } = faultAt(columns, i);
  return new MarketError(code, { ...details, where: `${where}, bar ${i}` });
}

/** Which invariant bar `i` breaks, in the order in which a person would look. */
function faultAt({ time, open, high, low, close, volume }: CheckedColumns, i: number): BarFault {
  const t = time[i];
  if (!Number.isFinite(t)) return { code: 'BAD_TIME', what: `the time is ${t}`, fix: 'give epoch milliseconds' };
  if (i > 0 && t === time[i - 1]) {
    const what = `${moment(t)} occurs twice`;
    return { code: 'DUPLICATE_TIME', what, fix: 'keep one bar of each time' };
  }
  if (i > 0 && t < time[i - 1]) {
    const what = `${moment(t)} is not after ${moment(time[i - 1])}`;
    return { code: 'BARS_NOT_ASCENDING', what, fix: 'sort the bars by time, oldest first' };
  }
  const prices = { open: open[i], high: high[i], low: low[i], close: close[i] };
  for (const [name, price] of Object.entries(prices)) {
    if (Number.isFinite(price)) continue;
    return { code: 'NAN_PRICE', what: `${name} is ${price}`, fix: 'drop the bar or fill the price before' };
  }
  if (prices.high < prices.low) {
    const what = `high ${prices.high} is below low ${prices.low}`;
    return { code: 'HIGH_BELOW_LOW', what, fix: 'correct the bar at its source' };
  }
  if (volume[i] < 0)
    return { code: 'NEGATIVE_VOLUME', what: `volume is ${volume[i]}`, fix: 'give NaN where not known' };
  if (volume[i] === Infinity)
    return { code: 'BAD_VOLUME', what: 'volume is Infinity', fix: 'give NaN where not known' };
  const outside = prices.open > prices.high || prices.open < prices.low ? 'open' : 'close';
  const what = `${outside} ${prices[outside]} is outside low ${prices.low} .. high ${prices.high}`;
  return { code: 'PRICE_OUTSIDE_BAR', what, fix: 'correct the bar at its source' };
}

/** A time as people read it; the number itself where it is none. */
function moment(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : String(time);
}
