import { isCalendarFrame, nextOpen, parseTimeframe, timeframeMs, type Timeframe } from '@tidemark/core-market';

const DAY_MS = 86_400_000;
const LONGEST_DAYS: Readonly<Record<string, number>> = { M: 31, Q: 92, Y: 366 };

/**
 * The longest that a bar of this timeframe can last, ms.
 *
 * @throws MarketError INVALID_TIMEFRAME
 * @example longestBarMs('1M') // => 2678400000
 */
export function longestBarMs(timeframe: Timeframe): number {
  const { count, unit } = parseTimeframe(timeframe);
  const days = LONGEST_DAYS[unit];
  return days === undefined ? timeframeMs(timeframe) : days * count * DAY_MS;
}

/**
 * When a bar is over, where nothing else says it, epoch ms.
 *
 * @throws MarketError INVALID_TIMEFRAME
 * @example closeOf('1h', 3_600_000) // => 7200000
 */
export function closeOf(timeframe: Timeframe, open: number): number {
  return isCalendarFrame(timeframe) ? nextOpen(timeframe, open) : open + timeframeMs(timeframe);
}
