import type { FindingList } from './quality-report.ts';
import type { RawBars } from './raw-bars.ts';

/** Times oldest first, each once, without those that no bar can have; and the row that each stands in. */
export interface OrderedTimes {
  readonly time: Float64Array;
  /** Absent where every row is in its place. */
  readonly rows: readonly number[] | undefined;
}

/** Stamps so many times smaller or larger than the usual one are in another unit: units are 1,000 apart. */
const OTHER_UNIT = 100;
/** Earlier than 1973 as ms, sizes say nothing about units. */
const LEAST_MS = 1e11;

/** Finds rows that stand twice or out of order, stamps in another unit or in the future; answers the times that remain. */
export function timesInOrder(bars: RawBars, now: number, found: FindingList): OrderedTimes {
  const { time } = bars;
  const { length } = time;
  const orderly = isAscending(time);
  const usual = orderly ? time[length >> 1] : medianTime(time);
  const odd = (t: number): boolean => usual > LEAST_MS && (t < usual / OTHER_UNIT || t > usual * OTHER_UNIT);
  if (orderly && (length === 0 || (!odd(time[0]) && !odd(time[length - 1]) && time[length - 1] <= now))) {
    return { time, rows: undefined };
  }
  for (let i = 0; i < length; i++) {
    const t = time[i];
    if (odd(t)) found.add('mixed-units', i);
    else if (t > now) found.add('future', i);
    else if (i > 0 && t < time[i - 1] && !odd(time[i - 1])) found.add('out-of-order', i);
  }
  const rows: number[] = [];
  for (let i = 0; i < length; i++) if (time[i] <= now && time[i] > -Infinity && !odd(time[i])) rows.push(i);
  rows.sort((a, b) => time[a] - time[b] || a - b);
  const kept: number[] = [];
  for (let k = 0; k < rows.length; k++) {
    const first = kept.at(-1);
    if (first === undefined || time[rows[k]] !== time[first]) kept.push(rows[k]);
    else found.add(repeats(bars, rows, k) ? 'duplicate-row' : 'duplicate-timestamp', rows[k]);
  }
  return { time: Float64Array.from(kept, (row) => time[row]), rows: kept };
}

/** True where a row of the same time before it has the same values. */
function repeats({ time, open, high, low, close, volume }: RawBars, rows: readonly number[], k: number): boolean {
  const row = rows[k];
  for (let j = k - 1; j >= 0 && time[rows[j]] === time[row]; j--) {
    const other = rows[j];
    const columns = [open, high, low, close, ...(volume === undefined ? [] : [volume])];
    if (columns.every((column) => Object.is(column[row], column[other]))) return true;
  }
  return false;
}

/** True also of no times at all, never of one that is NaN. */
function isAscending(time: Float64Array): boolean {
  for (let i = 0; i < time.length; i++) if (!(time[i] > (i === 0 ? -Infinity : time[i - 1]))) return false;
  return true;
}

function medianTime(time: Float64Array): number {
  const known = time.filter(Number.isFinite).sort();
  return known.length === 0 ? NaN : known[known.length >> 1];
}
