import { scaleUtc } from 'd3-scale';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** Where moments lie, and which of them are labelled. */
export interface TimeAxis {
  /** Pixels from the left of the chart. */
  readonly x: (time: number) => number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

/**
 * A time axis with round dates: years, months, days or hours as the span asks for.
 *
 * @param from epoch ms
 * @param to epoch ms
 * @param range left and right end, pixels
 */
export function timeAxis(from: number, to: number, range: readonly [number, number]): TimeAxis {
  const scale = scaleUtc([from, to > from ? to : from + DAY], [...range]);
  const count = Math.max(2, Math.floor((range[1] - range[0]) / 90));
  const dates = scale.ticks(count);
  const step = dates.length > 1 ? dates[1]!.getTime() - dates[0]!.getTime() : DAY;
  return {
    x: (time) => scale(time),
    ticks: dates.map((date) => ({ x: scale(date), label: labelOf(date, step) })),
  };
}

/** Names the part that the step makes new: `2012`, `Mar 2012`, `14 Mar`, `15:30`. */
function labelOf(date: Date, step: number): string {
  const year = String(date.getUTCFullYear());
  const month = MONTHS[date.getUTCMonth()] ?? '';
  if (step >= 364 * DAY) return year;
  if (step >= 27 * DAY) return date.getUTCMonth() === 0 ? year : `${month} ${year}`;
  const day = `${date.getUTCDate()} ${month}`;
  if (step >= DAY) return date.getUTCMonth() === 0 && date.getUTCDate() === 1 ? year : day;
  const clock = date.toISOString().slice(11, 16);
  return clock === '00:00' ? day : clock;
}
