import { barsBetween, lowerBound, sliceBars, type BarSeries } from '@tidemark/core-market';
import type { BarStore } from '../bar-store.ts';
import type { PageCounts } from './http-tally.ts';
import { conflict } from './page-bars.ts';
import { outOfOrder, type WalkedPage } from './page-walk.ts';

export interface StorePageOptions {
  readonly conflicts: 'refuse' | 'last';
  readonly where: string;
}

/**
 * Adds a page to a store. Bars that an earlier page had given are held against what is stored.
 *
 * @returns how many bars were added
 * @throws DataError CONFLICTING_BARS, PAGES_OUT_OF_ORDER, and what the store throws
 */
export async function storePage(
  store: BarStore,
  { bars, known }: WalkedPage,
  { conflicts, where }: StorePageOptions,
  counts: PageCounts,
): Promise<number> {
  for (const repeated of [barsBetween(bars, undefined, known.from), barsBetween(bars, known.to)]) {
    const changed = await changedBars(store, repeated, where, counts);
    for (const i of changed) {
      const time = repeated.time[i];
      if (conflicts === 'refuse') throw conflict(time, where);
      counts.conflicts++;
      await store.write({ from: time, to: time + 1 }, sliceBars(repeated, i, i + 1));
    }
  }
  if (known.from >= known.to) return 0;
  const added = barsBetween(bars, known.from, known.to);
  await store.write(known, added);
  return added.length;
}

/** Indexes of the bars that differ from those stored; equal ones are counted. */
async function changedBars(store: BarStore, repeated: BarSeries, where: string, counts: PageCounts): Promise<number[]> {
  const { time, length } = repeated;
  if (length === 0) return [];
  const stored = await store.read({ from: time[0], to: time[length - 1] + 1 });
  const changed: number[] = [];
  for (let i = 0; i < length; i++) {
    const at = stored === undefined ? -1 : lowerBound(stored.time, time[i]);
    if (stored === undefined || stored.time[at] !== time[i]) {
      throw outOfOrder(where, time[i], "{ order: 'descending' }, or { end: 'window' }");
    }
    if (isSameBar(stored, at, repeated, i)) counts.duplicates++;
    else changed.push(i);
  }
  return changed;
}

function isSameBar(a: BarSeries, i: number, b: BarSeries, k: number): boolean {
  for (const name of ['open', 'high', 'low', 'close', 'volume'] as const)
    if (!Object.is(a[name][i], b[name][k])) return false;
  if (a.closeTime !== undefined && b.closeTime !== undefined && a.closeTime[i] !== b.closeTime[k]) return false;
  return Object.keys(b.extra).every((name) => Object.is(a.extra[name]?.[i], b.extra[name][k]));
}
