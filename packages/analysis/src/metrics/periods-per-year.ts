/** How many periods make a year, and how that was found. */
export interface PeriodsPerYear {
  readonly periodsPerYear: number;
  /** For readers: `daily on exchange days`. */
  readonly basis: string;
}

const DAY = 86_400_000;
/** Round-the-clock markets have 2/7 of their bars on weekends, futures that open on Sunday evening about 1/60. */
const ROUND_THE_CLOCK = 0.15;
const MOST_SPACINGS = 4_096;

/**
 * Periods per year of a series, from the times of its values: the median distance between neighbours says whether it
 * is yearly (1), quarterly (4), monthly (12), weekly (52) or daily; daily and faster series have 252 days in a year,
 * or 365 where they trade on weekends; within a day the median number of bars per day counts.
 *
 * @param time epoch ms at which each value was known, ascending, shape [n]
 * @returns undefined for fewer than two values
 * @example
 * const day = 86_400_000;
 * periodsPerYear(Float64Array.of(0, 31 * day, 59 * day, 90 * day))?.periodsPerYear // => 12
 */
export function periodsPerYear(time: Float64Array): PeriodsPerYear | undefined {
  if (time.length < 2) return undefined;
  const spacing = medianSpacing(time);
  const days = spacing / DAY;
  if (!(days > 0)) return undefined;
  if (days >= 350) return { periodsPerYear: 1, basis: 'yearly' };
  if (days >= 80) return { periodsPerYear: 4, basis: 'quarterly' };
  if (days >= 27) return { periodsPerYear: 12, basis: 'monthly' };
  if (days >= 5) return { periodsPerYear: 52, basis: 'weekly' };
  const roundTheClock = weekendShare(time) > ROUND_THE_CLOCK;
  const tradingDays = roundTheClock ? 365 : 252;
  const on = roundTheClock ? 'on every day of the week' : 'on exchange days';
  if (days > 0.9) {
    if (days < 1.5) return { periodsPerYear: tradingDays, basis: `daily ${on}` };
    return { periodsPerYear: Math.round(365.25 / days), basis: `every ${days} days` };
  }
  const perDay = medianBarsPerDay(time);
  return { periodsPerYear: perDay * tradingDays, basis: `${perDay} bars a day, ${tradingDays} days` };
}

/** Of at most a few thousand distances spread evenly over the series. */
function medianSpacing(time: Float64Array): number {
  const step = Math.max(1, Math.floor((time.length - 1) / MOST_SPACINGS));
  const spacings: number[] = [];
  for (let i = 1; i < time.length; i += step) spacings.push(time[i] - time[i - 1]);
  return medianOf(spacings);
}

function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1];
}

/** A value known at midnight belongs to the day that has just ended. */
const dayOf = (time: number): number => Math.floor((time - 1) / DAY);

function weekendShare(time: Float64Array): number {
  let weekend = 0;
  for (let i = 0; i < time.length; i++) {
    const weekday = (((dayOf(time[i]) + 4) % 7) + 7) % 7; // day 0, 1970-01-01, was a Thursday
    if (weekday === 0 || weekday === 6) weekend++;
  }
  return weekend / time.length;
}

function medianBarsPerDay(time: Float64Array): number {
  const counts: number[] = [];
  let day = NaN;
  for (let i = 0; i < time.length; i++) {
    const now = dayOf(time[i]);
    if (now === day) counts[counts.length - 1]++;
    else counts.push(1);
    day = now;
  }
  // The first and the last day may be cut.
  return medianOf(counts.length > 2 ? counts.slice(1, -1) : counts);
}
