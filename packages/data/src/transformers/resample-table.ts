import { aggregateBars } from '@tidemark/core-market';
import type { Bin } from './bins/bins.ts';
import { everyBin } from './bins/fill-empty-bins.ts';
import type { GroupedBars } from './bins/group-bars.ts';

/** What stands in the time column, and what becomes of bins without bars. */
export interface TableOptions {
  /**
   * What names a bin: its `left` edge (default), its `right` one, midnight of its `lastDay`, or the open of its `firstBar`.
   */
  readonly label?: 'left' | 'right' | 'lastDay' | 'firstBar' | undefined;
  /** Default `keep`: NaN prices, no volume, count 0. `ffill` has the close before, `drop` leaves them out. */
  readonly empty?: 'keep' | 'ffill' | 'drop' | undefined;
}

/** Bars of a longer timeframe as plain columns, shape [n] each. */
export interface ResampledTable {
  readonly length: number;
  /** Epoch ms, as `label` says. */
  readonly time: Float64Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Bars that went in. */
  readonly count: Float64Array;
  /** Scheduled length of the bin. */
  readonly minutes: Float64Array;
  /** Date of the session, where sessions cut the time. */
  readonly session?: readonly string[] | undefined;
}

/**
 * The table of grouped bars: every bin, in order, the last one as it stands.
 *
 * @param midnight the start of the local day that holds a moment, epoch ms
 */
export function resampleTable(
  { inside, groups, sessions, bins }: GroupedBars,
  midnight: (time: number) => number,
  { label = 'left', empty = 'keep' }: TableOptions = {},
): ResampledTable {
  const { starts, opens, ends } = groups;
  const { open, high, low, close, volume } = aggregateBars(inside, starts);
  const ownBins = Array.from(starts, (_, g): Bin => ({ start: opens[g], end: ends[g], session: sessions[g] }));
  const filled =
    empty === 'drop'
      ? { group: Int32Array.from(starts, (_, g) => g), bins: ownBins }
      : everyBin(groups, bins, starts.length);
  const { length } = filled.group;
  const [time, o, h, l, c, v, count, minutes] = Array.from({ length: 8 }, () => new Float64Array(length));
  let before = NaN;
  for (let i = 0; i < length; i++) {
    const g = filled.group[i];
    const bin = filled.bins[i];
    const none = empty === 'ffill' ? before : NaN;
    o[i] = g < 0 ? none : open[g];
    h[i] = g < 0 ? none : high[g];
    l[i] = g < 0 ? none : low[g];
    c[i] = g < 0 ? none : close[g];
    v[i] = g < 0 ? 0 : volume[g];
    count[i] = g < 0 ? 0 : (g + 1 < starts.length ? starts[g + 1] : inside.length) - starts[g];
    minutes[i] = (bin.end - bin.start) / 60_000;
    if (label === 'left') time[i] = bin.start;
    else if (label === 'right') time[i] = bin.end;
    else if (label === 'lastDay') time[i] = midnight(bin.end - 1);
    else time[i] = g < 0 ? bin.start : inside.time[starts[g]];
    if (g >= 0) before = close[g];
  }
  const columns = { length, time, open: o, high: h, low: l, close: c, volume: v, count, minutes };
  const named = filled.bins.map(({ session }) => session);
  return named.length > 0 && named.every((session) => session !== undefined)
    ? { ...columns, session: named as string[] }
    : columns;
}
