import type { BarGroups, BarSeries } from '@tidemark/core-market';
import { takeBars } from '../take-bars.ts';
import type { Bin, Bins } from './bins.ts';

/** Bars by bin. */
export interface GroupedBars {
  /** The bars that lie in some bin; the bars themselves where all do. */
  readonly inside: BarSeries;
  readonly groups: BarGroups;
  /** Date of the session of each group, where sessions cut the time. */
  readonly sessions: readonly (string | undefined)[];
  readonly bins: Bins;
}

/** Where a moment belongs so that bins own their right edge: just before. Edges are whole milliseconds. */
const JUST = 1 / 1024;

/**
 * Finds the bars of each bin by comparing with its end: a bin is asked for once, not once a bar.
 *
 * @param time a moment of each bar that says where it belongs: its open, where left out
 */
export function groupBars(
  bars: BarSeries,
  bins: Bins,
  closed: 'left' | 'right',
  time: Float64Array = bars.time,
): GroupedBars {
  const { length } = bars;
  const back = closed === 'right' ? JUST : 0;
  const starts = new Int32Array(length);
  const outside: number[] = [];
  const found: Bin[] = [];
  let end = -Infinity;
  for (let i = 0; i < length; i++) {
    const moment = time[i] - back;
    if (moment < end) continue;
    const bin = bins.at(moment);
    if (bin === undefined) {
      outside.push(i);
      continue;
    }
    starts[found.length] = i - outside.length;
    found.push(bin);
    end = bin.end;
  }
  const groups = {
    starts: starts.slice(0, found.length),
    opens: Float64Array.from(found, ({ start }) => start),
    ends: Float64Array.from(found, (bin) => bin.end),
  };
  const inside = outside.length === 0 ? bars : takeBars(bars, others(length, outside));
  return { inside, groups, sessions: found.map(({ session }) => session), bins };
}

/** The indexes below `length` that are not in an ascending list. */
function others(length: number, without: readonly number[]): Int32Array {
  const out = new Int32Array(length - without.length);
  for (let i = 0, k = 0, w = 0; i < length; i++) {
    if (w < without.length && without[w] === i) w++;
    else out[k++] = i;
  }
  return out;
}
