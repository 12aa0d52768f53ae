import type { Timeframe } from './timeframe.ts';

const DAY = 86_400_000;
const MONTH = 30.436875 * DAY; // mean of the Gregorian calendar
/** How far an open may lie from a whole number of mean months: months differ, and their first days may be holidays. */
const MONTH_SLACK = 3 * DAY;
const UNITS = [
  ['w', 7 * DAY],
  ['d', DAY],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;
const LARGEST_COUNT = 99_999;
/** Bars whose most frequent distance is rarer than this have no timeframe: trades, ticks, events. */
const LEAST_SHARE = 1 / 3;

/**
 * The timeframe of a column of opens: the most frequent distance between neighbours, named. Distances of about whole
 * months that are not all alike are months, quarters or years.
 *
 * @param time epoch ms, ascending, shape [n]
 * @returns undefined where the bars do not show it: fewer than two; most distances shorter than the most frequent one,
 *   or not a third of them equal to it (unless all are multiples of it); no whole number of seconds
 * @example inferTimeframe(Float64Array.of(0, 60_000, 120_000, 300_000)) // => '1m'
 */
export function inferTimeframe(time: Float64Array): Timeframe | undefined {
  const counts = countDistances(time);
  let common = NaN;
  let most = 0;
  for (const [distance, count] of counts) {
    if (count > most || (count === most && distance < common)) [common, most] = [distance, count];
  }
  const share = (least: number, greatest: number): number => {
    let within = 0;
    for (const [distance, count] of counts) if (distance >= least && distance <= greatest) within += count;
    return within / (time.length - 1);
  };
  const regular = [...counts.keys()].every((distance) => distance % common === 0);
  // Three equal distances in a row do not occur between months or quarters; fewer say nothing.
  const fixed = regular && time.length > 3 && common < 12 * MONTH - MONTH_SLACK;
  const months = Math.round(common / MONTH);
  if (!fixed && months > 0 && Math.abs(common - months * MONTH) <= MONTH_SLACK) {
    const near = share(common - 2 * MONTH_SLACK, common + 2 * MONTH_SLACK);
    return near >= LEAST_SHARE ? calendarName(months) : undefined;
  }
  const shared = share(common, common) >= LEAST_SHARE && share(common, Infinity) >= 0.5;
  return regular || shared ? fixedName(common) : undefined;
}

/** How often each distance between neighbours occurs. Runs of one distance are counted before the map is asked. */
function countDistances(time: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  let distance = NaN;
  let run = 0;
  for (let i = 1; i < time.length; i++) {
    const next = time[i] - time[i - 1];
    if (next === distance) {
      run++;
      continue;
    }
    if (run > 0) counts.set(distance, (counts.get(distance) ?? 0) + run);
    distance = next;
    run = 1;
  }
  if (run > 0) counts.set(distance, (counts.get(distance) ?? 0) + run);
  return counts;
}

function calendarName(months: number): Timeframe {
  if (months % 12 === 0) return `${months / 12}Y`;
  return months === 3 ? '1Q' : `${months}M`;
}

function fixedName(distance: number): Timeframe | undefined {
  for (const [unit, length] of UNITS) {
    const count = distance / length;
    if (Number.isInteger(count) && count > 0 && count <= LARGEST_COUNT) return `${count}${unit}`;
  }
  return undefined;
}
