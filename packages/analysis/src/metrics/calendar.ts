import { returnSample, type ReturnInput, type ReturnOptions, type ReturnSample } from './return-sample.ts';
import { AnalysisError } from '../error.ts';

/** The compounded return of one calendar month, or of one year where `month` is absent. */
export interface CalendarReturn {
  readonly year: number;
  /** 1 is January. */
  readonly month?: number | undefined;
  /** Fraction; a first or last period that the run covers in part is kept as it is. */
  readonly value: number;
}

const DAY = 86_400_000;

/**
 * The UTC day that a value belongs to: a value known at midnight, such as the close of a daily bar, belongs to the day
 * that has just ended.
 *
 * @param time epoch ms at which the value was known
 * @returns epoch ms of that day's midnight
 * @example dayOfValue(Date.UTC(2024, 0, 3)) === Date.UTC(2024, 0, 2) // => true
 */
export function dayOfValue(time: number): number {
  return Math.floor((time - 1) / DAY) * DAY;
}

/**
 * Compounded returns by calendar month, oldest first; months without a value are absent.
 *
 * @throws AnalysisError TIMES_NEEDED for a column of returns without times, and as the metrics
 */
export function monthlyReturns(input: ReturnInput | ReturnSample, options?: ReturnOptions): CalendarReturn[] {
  return compoundedBy(returnSample(input, options), (date) => date.getUTCFullYear() * 12 + date.getUTCMonth()).map(
    ([key, value]) => ({ year: Math.floor(key / 12), month: (key % 12) + 1, value }),
  );
}

/** Compounded returns by calendar year, oldest first. @throws AnalysisError as `monthlyReturns` */
export function annualReturns(input: ReturnInput | ReturnSample, options?: ReturnOptions): CalendarReturn[] {
  return compoundedBy(returnSample(input, options), (date) => date.getUTCFullYear()).map(([year, value]) => ({
    year,
    value,
  }));
}

/**
 * Mean return of each weekday, shape [7], Monday first; NaN for a weekday without a value.
 *
 * @throws AnalysisError as `monthlyReturns`
 */
export function weekdayMeans(input: ReturnInput | ReturnSample, options?: ReturnOptions): Float64Array {
  const sample = returnSample(input, options);
  const time = timesOf(sample);
  const sums = new Float64Array(7);
  const counts = new Float64Array(7);
  for (let i = 0; i < time.length; i++) {
    const weekday = (new Date(dayOfValue(time[i])).getUTCDay() + 6) % 7;
    sums[weekday] += sample.returns[i];
    counts[weekday]++;
  }
  return sums.map((sum, weekday) => sum / counts[weekday]);
}

function compoundedBy(sample: ReturnSample, keyOf: (date: Date) => number): [key: number, value: number][] {
  const time = timesOf(sample);
  const { returns } = sample;
  const out: [number, number][] = [];
  let day = NaN;
  let key = NaN;
  let wealth = 1;
  for (let i = 0; i < time.length; i++) {
    const now = dayOfValue(time[i]);
    const next = now === day ? key : keyOf(new Date(now));
    if (next !== key && i > 0) {
      out.push([key, wealth - 1]);
      wealth = 1;
    }
    day = now;
    key = next;
    wealth *= 1 + returns[i];
  }
  if (time.length > 0) out.push([key, wealth - 1]);
  return out;
}

function timesOf({ time }: ReturnSample): Float64Array {
  if (time !== undefined) return time;
  const fix = 'give an equity curve, or { returns, time }';
  throw new AnalysisError('TIMES_NEEDED', { what: 'a column of returns has no calendar', fix });
}
