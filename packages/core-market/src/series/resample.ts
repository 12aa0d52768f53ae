import { closeTimeAt, sliceBars, type BarSeries } from '../bar-series.ts';
import { MarketError } from '../error.ts';
import { floorTime, isCalendarFrame, nextOpen, parseTimeframe, timeframeMs, type Timeframe } from '../timeframe.ts';
import { aggregateBars } from './aggregate.ts';

const DAY = 86_400_000;

/** How `resampleBars` treats the end of the data. */
export interface ResampleOptions {
  /** What to do with a last bar whose frame the data does not fill: leave it out (default), or keep it as it stands. */
  readonly partial?: 'drop' | 'keep' | undefined;
}

/**
 * Bars of a longer timeframe, anchored in UTC (weeks on Monday): a bar belongs to the frame that holds its open, and a
 * frame without bars gives none. Each result carries its close time, so that nothing sees a bar before it has ended.
 * A bar that reaches over the end of its frame makes that frame end with it, and the next one begin there.
 *
 * The last frame counts as filled when its last bar closes at or after its end; the first one is never left out.
 * `extra` columns are: nothing says how to merge them.
 *
 * @param timeframe longer than that of the bars, and a multiple of it; bars of irregular length take any
 * @returns bars with `closeTime`, instrument and adjustment as before
 * @throws MarketError NOT_COARSER, NOT_A_MULTIPLE, INVALID_TIMEFRAME
 * @example
 * const time = Float64Array.of(0, 60_000, 120_000, 180_000);
 * const price = Float64Array.of(5, 7, 6, 8);
 * const bars = barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'ES' });
 * resampleBars(bars, '2m').high // => [7, 8]
 */
export function resampleBars(bars: BarSeries, timeframe: Timeframe, options: ResampleOptions = {}): BarSeries {
  assertCoarser(bars, timeframe);
  const starts = groupStarts(bars.time, timeframe);
  const groups = starts.length;
  const time = new Float64Array(groups);
  const closeTime = new Float64Array(groups);
  let before = -Infinity; // where the frame before ended
  let filled = true;
  for (let g = 0; g < groups; g++) {
    const open = floorTime(timeframe, bars.time[starts[g]]);
    const end = nextOpen(timeframe, open);
    // The last bar is over when it closes, or when the next one opens where it was cut short.
    const next = g + 1 < groups ? starts[g + 1] : bars.length;
    const known = Math.min(closeTimeAt(bars, next - 1), next < bars.length ? bars.time[next] : Infinity);
    filled = known >= end;
    time[g] = Math.max(open, before);
    closeTime[g] = before = Math.max(end, known);
  }
  const { open, high, low, close, volume } = aggregateBars(bars, starts);
  const columns = { time, open, high, low, close, volume, closeTime, extra: {}, length: groups };
  const merged: BarSeries = { ...bars, ...columns, timeframe };
  return filled || options.partial === 'keep' ? merged : sliceBars(merged, 0, groups - 1);
}

/** Index of the first bar of each frame, found by comparing with the frame's end, not by dividing. */
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

function assertCoarser({ timeframe: from, symbol }: BarSeries, to: Timeframe): void {
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
