import type { BarSeries } from '@tidemark/core-market';
import { compareSeen, type PortfolioPlace } from './compare-portfolio.ts';
import { cutInstruments, type Instruments } from './instruments.ts';
import type { PortfolioObservation } from './observe-portfolio.ts';
import { unrelatedInstruments } from './unrelated-instruments.ts';

/** What two unrelated instruments beside change; undefined where there is nothing to compare, or they are refused. */
export function besideOthers(
  all: Instruments,
  whole: PortfolioObservation,
  look: (series: Record<string, BarSeries>) => PortfolioObservation,
): (PortfolioPlace & { readonly cut: number })[] | undefined {
  const cut = all.clock.length;
  if (typeof whole.warmup === 'number' && Object.keys(whole.columns).length === 0) return undefined;
  const own = cutInstruments(all, cut);
  let other: PortfolioObservation;
  try {
    other = look({ ...own, ...unrelatedInstruments(own) });
  } catch {
    return undefined; // it knows its instruments, and no others
  }
  return compareSeen(all, whole, other, cut, true).map((place) => ({ ...place, cut }));
}
