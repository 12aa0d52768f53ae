import { lowerBound } from '@tidemark/core-market';
import { changesOf } from './compare.ts';
import type { OrdersBySymbol } from './compare-portfolio.ts';
import type { Instruments } from './instruments.ts';
import type { PortfolioObservation } from './observe-portfolio.ts';

/**
 * Moments on which weights or signals changed or orders were decided; where those are fewer than the cuts, all on which
 * weights were wanted.
 *
 * @param wanted how many cuts
 * @returns ascending
 */
export function portfolioEvents(
  { symbols, known, clock }: Instruments,
  seen: PortfolioObservation,
  orders: OrdersBySymbol,
  wanted: number,
): number[] {
  const [changed, spoken] = [new Set<number>(), new Set<number>()];
  const isPortfolio = typeof seen.warmup === 'number';
  for (const symbol of symbols) {
    const momentOf = (bar: number): number => lowerBound(clock, known[symbol][bar]);
    for (const { bar } of orders[symbol] ?? []) changed.add(momentOf(bar));
    const answers = seen.answers[symbol];
    if (answers === undefined) continue;
    if (!isPortfolio) {
      for (const bar of changesOf(answers)) changed.add(momentOf(bar));
      continue;
    }
    let last = NaN;
    for (let i = 0; i < answers.length; i++) {
      if (answers[i] !== answers[i]) continue;
      spoken.add(i);
      if (answers[i] !== last) changed.add(i);
      last = answers[i];
    }
  }
  return [...(changed.size < wanted ? new Set([...changed, ...spoken]) : changed)].toSorted((a, b) => a - b);
}
