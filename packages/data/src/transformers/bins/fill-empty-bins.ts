import { sliceBars, type BarGroups, type BarSeries } from '@tidemark/core-market';
import type { Bin, Bins } from './bins.ts';

/** The bins of bars with the empty ones between them. */
export interface FilledBins {
  /** Index of the group in each bin, -1 where it is empty. */
  readonly group: Int32Array;
  readonly bins: readonly Bin[];
}

/**
 * Every bin from the first group's to the last group's.
 *
 * @param count how many groups there are to fill between
 */
export function everyBin({ opens, ends }: BarGroups, bins: Bins, count: number): FilledBins {
  const all: Bin[] = [];
  const group: number[] = [];
  for (let g = 0; g < count; g++) {
    let empty = g === 0 ? undefined : bins.from(ends[g - 1]);
    while (empty !== undefined && empty.start < opens[g]) {
      all.push(empty);
      group.push(-1);
      empty = bins.from(empty.end);
    }
    all.push(bins.at(opens[g]) ?? { start: opens[g], end: ends[g] });
    group.push(g);
  }
  return { group: Int32Array.from(group), bins: all };
}

/** Bars for the bins without any: they open, move and close at the close before, with no volume. */
export function fillEmptyBins(merged: BarSeries, groups: BarGroups, bins: Bins): BarSeries {
  const filled = everyBin(groups, bins, merged.length);
  if (filled.group.length === merged.length) return merged;
  const size = filled.group.length;
  const [time, open, high, low, close, volume, closeTime] = Array.from({ length: 7 }, () => new Float64Array(size));
  const { open: opens, high: highs, low: lows, close: closes, volume: volumes, closeTime: ends } = merged;
  let length = 0;
  let before = NaN;
  let ended = -Infinity;
  for (let i = 0; i < size; i++) {
    const g = filled.group[i];
    const bin = filled.bins[i];
    // A bar that reached over the end of its bin has moved the next one; what it covers is not empty.
    if (g < 0 && bin.end <= ended) continue;
    open[length] = g < 0 ? before : opens[g];
    high[length] = g < 0 ? before : highs[g];
    low[length] = g < 0 ? before : lows[g];
    close[length] = before = g < 0 ? before : closes[g];
    volume[length] = g < 0 ? 0 : volumes[g];
    time[length] = Math.max(bin.start, ended);
    closeTime[length] = ended = g < 0 ? bin.end : ends![g];
    length++;
  }
  const whole = { ...merged, length: size, time, open, high, low, close, volume, closeTime };
  return length === size ? whole : sliceBars(whole, 0, length);
}
