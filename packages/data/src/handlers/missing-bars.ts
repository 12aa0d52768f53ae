import { isCalendarFrame, nextOpen, timeframeMs, type Calendar, type Timeframe } from '@tidemark/core-market';
import { binsOf } from '../transformers/resample-options.ts';

/** More than this are not counted one by one. */
const MANY = 100_000;

/**
 * How many bars were to be expected between two moments.
 *
 * @param from when the last bar closed, epoch ms
 * @param to when the next one opened
 * @param calendar without one the market never closes
 */
export function missingBars(from: number, to: number, timeframe: Timeframe, calendar: Calendar | undefined): number {
  if (!(from < to)) return 0;
  let count = 0;
  if (calendar === undefined) {
    if (!isCalendarFrame(timeframe)) return Math.floor((to - from) / timeframeMs(timeframe));
    for (let end = nextOpen(timeframe, from); end <= to && count < MANY; end = nextOpen(timeframe, end)) count++;
    return count;
  }
  const bins = binsOf(timeframe, { calendar }, from, to);
  for (let bin = bins.from(from); bin !== undefined && bin.start < to && count < MANY; bin = bins.from(bin.end)) {
    if (bin.end <= to) count++;
  }
  return count;
}
