import type { BarSeries } from '../bar-series.ts';
import { MarketError } from '../error.ts';
import { isCalendarFrame, nextOpen, parseTimeframe, timeframeMs, type Timeframe } from '../timeframe.ts';

const DAY = 86_400_000;

/**
 * Refuses a timeframe that the bars cannot be merged to: one that is not longer than theirs, or not a multiple of it.
 * Bars of irregular length take any.
 *
 * @throws MarketError NOT_COARSER, NOT_A_MULTIPLE, INVALID_TIMEFRAME
 * @example assertCoarser({ timeframe: '1m', symbol: 'ES' }, '1h');
 */
export function assertCoarser(
  { timeframe: from, symbol }: Pick<BarSeries, 'timeframe' | 'symbol'>,
  to: Timeframe,
): void {
  parseTimeframe(to);
  if (from === 'irregular') return;
  const approximate = (frame: Timeframe): number => (isCalendarFrame(frame) ? nextOpen(frame, 0) : timeframeMs(frame));
  if (approximate(to) <= approximate(from)) {
    const what = `${to} is not longer than the bars' ${from}`;
    throw new MarketError('NOT_COARSER', { what, where: symbol, fix: 'resample to a longer timeframe' });
  }
  if (divides(from, to)) return;
  const what = `${from} bars do not end where ${to} bars end`;
  throw new MarketError('NOT_A_MULTIPLE', { what, where: symbol, fix: `start from bars that ${to} is a multiple of` });
}

/** Whether frames of `from` fill frames of `to` without a remainder: months are whole days, nothing is whole months. */
function divides(from: Timeframe, to: Timeframe): boolean {
  if (isCalendarFrame(from)) return isCalendarFrame(to) && months(to) % months(from) === 0;
  return (isCalendarFrame(to) ? DAY : timeframeMs(to)) % timeframeMs(from) === 0;
}

function months(timeframe: Timeframe): number {
  const { count, unit } = parseTimeframe(timeframe);
  return unit === 'Y' ? 12 * count : unit === 'Q' ? 3 * count : count;
}
