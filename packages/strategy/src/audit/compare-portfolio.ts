import { upperBound, type Strategy } from '@tidemark/core-market';
import { compareColumns, compareOrders, compareSignals, type AuditRecord } from './compare.ts';
import { compareChunks } from './in-chunks.ts';
import { barsAfter, type Instruments } from './instruments.ts';
import type { PortfolioObservation } from './observe-portfolio.ts';
import type { PortfolioAuditFinding } from './portfolio-finding.ts';

/** An order of one of many instruments, as an audit compares it. `bar` is the instrument's own. */
export interface PortfolioAuditRecord extends AuditRecord {
  readonly symbol: string;
}

/** A finding before it is known which prefix showed it. */
export type PortfolioPlace = Omit<PortfolioAuditFinding, 'cut'>;

/** Orders by symbol. */
export type OrdersBySymbol = Readonly<Record<string, readonly PortfolioAuditRecord[]>>;

/**
 * The first differences of columns, and of weights or signals, within the first `cut` moments.
 *
 * @param beside whether the other run had unrelated instruments beside: weights across them are then not compared
 */
export function compareSeen(
  all: Instruments,
  whole: PortfolioObservation,
  other: PortfolioObservation,
  cut: number,
  beside = false,
): PortfolioPlace[] {
  const isPortfolio = typeof whole.warmup === 'number';
  return all.symbols.flatMap((symbol) => {
    const { time } = all.series[symbol];
    const length = barsAfter(all, symbol, cut);
    const of = { symbol, beside };
    const onOwn = compareColumns(whole.columns[symbol] ?? {}, other.columns[symbol] ?? {}, length);
    const [a, b] = [whole.answers[symbol], other.answers[symbol]];
    if (a === undefined || b === undefined) return onOwn.map((found) => ({ ...found, ...of, time: time[found.bar] }));
    if (!isPortfolio) onOwn.push(...compareSignals(a, b, length));
    const places: PortfolioPlace[] = onOwn.map((found) => ({ ...found, ...of, time: time[found.bar] }));
    // With others beside, weights across the instruments may well differ.
    if (!isPortfolio || beside) return places;
    for (const { bar: moment, full, prefix } of compareSignals(a, b, cut)) {
      const at = all.clock[moment];
      places.push({ kind: 'weight', name: 'weight', bar: upperBound(time, at) - 1, time: at, full, prefix, ...of });
    }
    return places;
  });
}

/** The first bar of each instrument on which its strategy, asked in chunks, has another stance. */
export function compareChunksOf(
  { symbols, series }: Instruments,
  strategies: Readonly<Record<string, Strategy>>,
  { answers, warmup }: PortfolioObservation,
): PortfolioPlace[] {
  return symbols.flatMap((symbol) => {
    const [bars, strategy, signals] = [series[symbol], strategies[symbol], answers[symbol]];
    if (strategy === undefined || signals === undefined || bars.length === 0 || typeof warmup === 'number') return [];
    return compareChunks(strategy, bars, signals, warmup[symbol]).map((found) => {
      return { ...found, symbol, time: bars.time[found.bar], beside: false };
    });
  });
}

/** The first difference of each instrument's orders within the first `cut` moments. */
export function comparePortfolioOrders(
  all: Instruments,
  whole: OrdersBySymbol,
  other: OrdersBySymbol,
  cut: number,
): PortfolioPlace[] {
  return all.symbols.flatMap((symbol) => {
    const length = barsAfter(all, symbol, cut);
    // An order can be decided while its instrument has no bar: it bears the last one, whose orders may go on after the cut.
    const isComplete = cut === all.clock.length || barsAfter(all, symbol, cut + 1) > length;
    const [a, b] = [whole[symbol] ?? [], other[symbol] ?? []];
    return compareOrders(a, b, isComplete ? length : length - 1).map((found) => {
      return { ...found, symbol, time: all.series[symbol].time[found.bar], beside: false };
    });
  });
}
