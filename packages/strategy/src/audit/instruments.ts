import { nearestName } from '@tidemark/core-errors';
import { closeTimes, lowerBound, unionClock, upperBound } from '@tidemark/core-market';
import type { BarFrameSeries, BarSeries } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { copyBars } from './observe.ts';

/** Bars of many by symbol, or on one clock: what a backtest over many instruments takes. */
export type PortfolioBars = Readonly<Record<string, BarSeries>> | BarFrameSeries;

/** Many instruments on the clock by which all of them are cut at once. */
export interface Instruments {
  /** Sorted. */
  readonly symbols: readonly string[];
  readonly series: Readonly<Record<string, BarSeries>>;
  /** When each bar counts as there, epoch ms: shape [bars of the instrument]. */
  readonly known: Readonly<Record<string, Float64Array>>;
  /** The union of those moments. */
  readonly clock: Float64Array;
}

/**
 * The instruments of an audit.
 *
 * @param by a bar counts from its `open` on, as in a frame, where a moment is all bars that open together; or from its
 *   `close` on, where bars of several timeframes stand side by side
 * @throws StrategyError NO_INSTRUMENTS, SYMBOL_MISMATCH
 */
export function instrumentsOf(given: PortfolioBars, by: 'open' | 'close'): Instruments {
  const bySymbol = isFrame(given) ? given.series : given;
  const symbols = Object.keys(bySymbol).toSorted();
  const where = 'auditPortfolio';
  if (symbols.length === 0) {
    throw new StrategyError('NO_INSTRUMENTS', {
      what: 'there are no bars',
      where,
      fix: 'give bars by symbol: { AAPL, MSFT }',
    });
  }
  for (const symbol of symbols) {
    const own = bySymbol[symbol].symbol;
    if (own === symbol) continue;
    throw new StrategyError('SYMBOL_MISMATCH', {
      what: `the bars are those of ${own}`,
      where: `${where}, ${symbol}`,
      fix: `give them as { '${own}': bars }`,
    });
  }
  const series = Object.fromEntries(symbols.map((symbol) => [symbol, bySymbol[symbol]]));
  const known = Object.fromEntries(
    symbols.map((symbol) => [symbol, by === 'open' ? series[symbol].time : closeTimes(series[symbol])]),
  );
  return { symbols, series, known, clock: unionClock(symbols.map((symbol) => known[symbol])) };
}

/** How many bars of an instrument there are after the first `cut` moments. */
export function barsAfter({ known, clock }: Instruments, symbol: string, cut: number): number {
  return cut === 0 ? 0 : upperBound(known[symbol], clock[cut - 1]);
}

/** The bars of the first `cut` moments, in memory of their own. An instrument that has none yet is there, and empty. */
export function cutInstruments(all: Instruments, cut: number): Record<string, BarSeries> {
  const part = (symbol: string): BarSeries => copyBars(all.series[symbol], 0, barsAfter(all, symbol, cut));
  return Object.fromEntries(all.symbols.map((symbol) => [symbol, part(symbol)]));
}

/** The bars from moment `start` on, in memory of their own. */
export function lateInstruments(
  { symbols, series, known, clock }: Instruments,
  start: number,
): Record<string, BarSeries> {
  const part = (symbol: string): BarSeries => copyBars(series[symbol], lowerBound(known[symbol], clock[start]));
  return Object.fromEntries(symbols.map((symbol) => [symbol, part(symbol)]));
}

/** @throws StrategyError UNKNOWN_SYMBOL */
export function assertSymbol(symbol: string, { symbols }: Pick<Instruments, 'symbols'>, where: string): void {
  if (symbols.includes(symbol)) return;
  const meant = nearestName(symbol, symbols);
  throw new StrategyError('UNKNOWN_SYMBOL', {
    what: `there are no bars of ${symbol}`,
    where,
    fix: meant === undefined ? `the instruments are ${symbols.join(', ')}` : `did you mean ${meant}?`,
  });
}

function isFrame(given: PortfolioBars): given is BarFrameSeries {
  return 'symbols' in given && Array.isArray(given.symbols);
}
