import { barsOf, type Bar, type BarSeries, type Instrument } from '@tidemark/core-market';

const MINUTE = 60_000;

/** A bar as its prices, and its volume where that matters (1,000). */
export type OhlcRow = readonly [open: number, high: number, low: number, close: number, volume?: number];

/**
 * Minute bars from rows of prices.
 *
 * @param instrument left out: `X`, any fraction of a unit
 * @example ohlcBars([[10, 12, 9, 11], [11, 11, 8, 8]]).low // => [9, 8]
 */
export function ohlcBars(rows: readonly OhlcRow[], instrument: Instrument | string = 'X'): BarSeries {
  const bars = rows.map(([open, high, low, close, volume = 1_000], i): Bar => {
    return { time: i * MINUTE, open, high, low, close, volume };
  });
  return barsOf(bars, { instrument, timeframe: '1m' });
}
