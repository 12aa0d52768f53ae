import type { BarSeries } from '../bar-series.ts';
import { floorTime, nextOpen, type Timeframe } from '../timeframe.ts';
import { assertCoarser } from './assert-coarser.ts';
import { mergeBars, type BarGroups, type MergeOptions } from './merge.ts';

/** How `resampleBars` treats the end of the data. */
export type ResampleOptions = MergeOptions;

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
  return mergeBars(bars, groupsIn(bars.time, timeframe), timeframe, options);
}

/** The frames that have bars, found by comparing with the frame's end, not by dividing. */
function groupsIn(time: Float64Array, timeframe: Timeframe): BarGroups {
  const starts = new Int32Array(time.length);
  let groups = 0;
  let end = -Infinity;
  for (let i = 0; i < time.length; i++) {
    if (time[i] < end) continue;
    starts[groups++] = i;
    end = nextOpen(timeframe, time[i]);
  }
  const opens = new Float64Array(groups);
  const ends = new Float64Array(groups);
  for (let g = 0; g < groups; g++) {
    opens[g] = floorTime(timeframe, time[starts[g]]);
    ends[g] = nextOpen(timeframe, opens[g]);
  }
  return { starts: starts.slice(0, groups), opens, ends };
}
