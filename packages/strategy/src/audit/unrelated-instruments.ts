import type { BarSeries } from '@tidemark/core-market';
import { copyBars } from './observe.ts';

/** Before and after all symbols that anybody would give. */
const SYMBOLS = ['!unrelated', '~unrelated'] as const;

/**
 * Two instruments that have nothing to do with the others: the longest one's bars in reverse order, under symbols that
 * come first and last. They trade when that one does, so that the clock stays as it is.
 *
 * @param series bars by symbol, at least one
 * @returns by symbol
 */
export function unrelatedInstruments(series: Readonly<Record<string, BarSeries>>): Record<string, BarSeries> {
  const longest = Object.values(series).reduce((most, bars) => (bars.length > most.length ? bars : most));
  return Object.fromEntries(SYMBOLS.map((symbol) => [symbol, reversed(longest, symbol)]));
}

function reversed(bars: BarSeries, symbol: string): BarSeries {
  const { open, high, low, close, volume, extra, ...rest } = copyBars(bars);
  return {
    ...rest,
    symbol,
    instrument: { ...bars.instrument, symbol },
    open: open.reverse(),
    high: high.reverse(),
    low: low.reverse(),
    close: close.reverse(),
    volume: volume.reverse(),
    extra: Object.fromEntries(Object.entries(extra).map(([name, column]) => [name, column.reverse()])),
  };
}
