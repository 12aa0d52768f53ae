import { calendarCloseTimes, closeTimeAt, type BarSeries } from '../bar-series.ts';
import { MarketError } from '../error.ts';
import { floorTime, isCalendarFrame, nextOpen, timeframeMs, type Timeframe } from '../timeframe.ts';
import { aggregateBars } from './aggregate.ts';

export interface ResampleOptions {
  /** What to do with a last bar whose frame the data does not fill: leave it out (default), or keep it as it stands. */
  readonly partial?: 'drop' | 'keep' | undefined;
}

/**
 * Bars of a longer timeframe, anchored in UTC (weeks on Monday). A bin without bars gives no bar. Each result carries
 * its close time, so that nothing sees a bar before its frame has ended. The last frame counts as filled when its
 * last bar closes at or after its end.
 *
 * @throws MarketError NOT_COARSER where the timeframe is not longer than that of the bars; INVALID_TIMEFRAME
 * @example resampleBars(minuteBars, '1h').timeframe // '1h'
 */
export function resampleBars(bars: BarSeries, timeframe: Timeframe, options: ResampleOptions = {}): BarSeries {
  assertCoarser(bars, timeframe);
  const starts = groupStarts(bars.time, timeframe);
  const time = new Float64Array(starts.length);
  for (let g = 0; g < starts.length; g++) time[g] = floorTime(timeframe, bars.time[starts[g]]);
  const closeTime = calendarCloseTimes(time, timeframe);
  const merged = {
    ...bars,
    ...aggregateBars(bars, starts),
    timeframe,
    time,
    closeTime,
    extra: {},
    length: time.length,
  };
  const last = time.length - 1;
  const filled = last < 0 || closeTimeAt(bars, bars.length - 1) >= closeTime[last];
  return filled || options.partial === 'keep' ? merged : withoutLast(merged);
}

function assertCoarser({ timeframe: from, symbol }: BarSeries, to: Timeframe): void {
  if (from === 'irregular') return;
  const approximate = (frame: Timeframe): number => (isCalendarFrame(frame) ? nextOpen(frame, 0) : timeframeMs(frame));
  if (approximate(to) > approximate(from)) return;
  const what = `${to} is not longer than the bars' ${from}`;
  throw new MarketError('NOT_COARSER', { what, where: symbol, fix: 'resample to a longer timeframe' });
}

/** Index of the first bar of each frame. Fixed frames are found by comparing with the frame's end, not by dividing. */
function groupStarts(time: Float64Array, timeframe: Timeframe): Int32Array {
  const starts = new Int32Array(time.length);
  let groups = 0;
  let end = -Infinity;
  for (let i = 0; i < time.length; i++) {
    if (time[i] < end) continue;
    starts[groups++] = i;
    end = nextOpen(timeframe, time[i]);
  }
  return starts.slice(0, groups);
}

function withoutLast(bars: BarSeries): BarSeries {
  const cut = (column: Float64Array): Float64Array => column.subarray(0, -1);
  return {
    ...bars,
    length: bars.length - 1,
    time: cut(bars.time),
    open: cut(bars.open),
    high: cut(bars.high),
    low: cut(bars.low),
    close: cut(bars.close),
    volume: cut(bars.volume),
    closeTime: bars.closeTime && cut(bars.closeTime),
  };
}
