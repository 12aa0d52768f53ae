import { closeTimeAt, sliceBars, type BarSeries } from '../bar-series.ts';
import type { BarFrame } from '../timeframe.ts';
import { aggregateBars } from './aggregate.ts';

/** Neighbouring bars that become one each. */
export interface BarGroups {
  /** Index of the first bar of each group, strictly ascending, starting with 0, shape [m]. */
  readonly starts: Int32Array;
  /** Where each group's frame begins and ends, epoch ms, shape [m]: the frame holds the opens of its bars. */
  readonly opens: Float64Array;
  readonly ends: Float64Array;
}

/** How `mergeBars` treats the end of the data. */
export interface MergeOptions {
  /** What to do with a last bar whose frame the data does not fill: leave it out (default), or keep it as it stands. */
  readonly partial?: 'drop' | 'keep' | undefined;
}

/**
 * Bars of a longer timeframe from groups of bars. Each carries its close time, so that nothing sees a bar before it
 * has ended. A bar that reaches over the end of its frame makes that frame end with it, and the next one begin there.
 *
 * The last frame counts as filled when its last bar closes at or after its end; the first one is never left out.
 * `extra` columns are: nothing says how to merge them.
 *
 * @param timeframe what the result is called
 * @returns bars with `closeTime`, instrument and adjustment as before
 * @example
 * const time = Float64Array.of(0, 60_000, 120_000, 180_000);
 * const price = Float64Array.of(5, 7, 6, 8);
 * const bars = barSeries({ time, open: price, high: price, low: price, close: price }, { instrument: 'ES' });
 * const groups = { starts: Int32Array.of(0, 2), opens: Float64Array.of(0, 120_000), ends: Float64Array.of(120_000, 240_000) };
 * mergeBars(bars, groups, '2m').high // => [7, 8]
 */
export function mergeBars(
  bars: BarSeries,
  { starts, opens, ends }: BarGroups,
  timeframe: BarFrame,
  { partial = 'drop' }: MergeOptions = {},
): BarSeries {
  const groups = starts.length;
  const time = new Float64Array(groups);
  const closeTime = new Float64Array(groups);
  let before = -Infinity; // where the frame before ended
  let filled = true;
  for (let g = 0; g < groups; g++) {
    // The last bar is over when it closes, or when the next one opens where it was cut short.
    const next = g + 1 < groups ? starts[g + 1] : bars.length;
    const known = Math.min(closeTimeAt(bars, next - 1), next < bars.length ? bars.time[next] : Infinity);
    filled = known >= ends[g];
    time[g] = Math.max(opens[g], before);
    closeTime[g] = before = Math.max(ends[g], known);
  }
  const { open, high, low, close, volume } = aggregateBars(bars, starts);
  const columns = { time, open, high, low, close, volume, closeTime, extra: {}, length: groups };
  const merged: BarSeries = { ...bars, ...columns, timeframe };
  return filled || partial === 'keep' ? merged : sliceBars(merged, 0, groups - 1);
}
