import { closeTimes, type BarSeries } from '../bar-series.ts';
import { MarketError } from '../error.ts';
import type { BarFrameSeries } from '../ports/portfolio-strategy.ts';
import { exactIndex, unionClock } from './align.ts';

/**
 * Bars of many instruments on one clock, the union of their opens. The bars stay as they are; an index says where each
 * instrument stands at each moment, -1 where it has no bar. Symbols are sorted, so that no result depends on the order
 * in which they were given.
 *
 * @param series bars by symbol, all of one timeframe
 * @returns n moments; `index[symbol]` of shape [n]
 * @throws MarketError NO_INSTRUMENTS, MIXED_TIMEFRAMES; BARS_OVERLAP where a bar ends after another instrument's next one
 *   has begun: what a moment says would be known too late to act upon
 * @example
 * const bar = (time, price) => ({ time, open: price, high: price, low: price, close: price, volume: 1 });
 * const options = { instrument: 'A', timeframe: '1m' };
 * const A = barsOf([bar(0, 10), bar(60_000, 11)], options);
 * const B = barsOf([bar(60_000, 20)], { ...options, instrument: 'B' });
 * barFrame({ B, A }).symbols // => ['A', 'B']
 * barFrame({ B, A }).index.B // => [-1, 0]
 */
export function barFrame(series: Readonly<Record<string, BarSeries>>): BarFrameSeries {
  const symbols = Object.keys(series).toSorted();
  const [first] = symbols;
  if (first === undefined) {
    throw new MarketError('NO_INSTRUMENTS', { what: 'there are no bars', fix: 'give bars by symbol: { AAPL, MSFT }' });
  }
  for (const symbol of symbols) {
    const { timeframe } = series[symbol];
    if (timeframe === series[first].timeframe) continue;
    const what = `${symbol} has ${timeframe} bars, ${first} has ${series[first].timeframe}`;
    throw new MarketError('MIXED_TIMEFRAMES', { what, fix: 'resample them to one timeframe' });
  }
  const time = unionClock(symbols.map((symbol) => series[symbol].time));
  const index = Object.fromEntries(symbols.map((symbol) => [symbol, exactIndex(time, series[symbol].time)]));
  const sorted = Object.fromEntries(symbols.map((symbol) => [symbol, series[symbol]]));
  const frame = { symbols, time, length: time.length, series: sorted, index };
  refuseOverlaps(frame);
  return frame;
}

function refuseOverlaps({ symbols, time, length, series, index }: BarFrameSeries): void {
  // When the last bar of each moment is over, and whose it is. A bar is over when it closes, or when the next one opens.
  const over = new Float64Array(length).fill(-Infinity);
  const whose = new Int32Array(length);
  for (const [k, symbol] of symbols.entries()) {
    const own = index[symbol];
    const opens = series[symbol].time;
    const closes = closeTimes(series[symbol]);
    for (let i = 0; i < length; i++) {
      const at = own[i];
      if (at < 0) continue;
      const end = at + 1 < opens.length && opens[at + 1] < closes[at] ? opens[at + 1] : closes[at];
      if (end <= over[i]) continue;
      over[i] = end;
      whose[i] = k;
    }
  }
  for (const symbol of symbols) {
    const own = index[symbol];
    const opens = series[symbol].time;
    for (let i = 0; i < length; i++) {
      const next = opens[own[i] + 1];
      if (own[i] < 0 || !(next < over[i])) continue;
      const moment = (at: number): string => new Date(at).toISOString();
      const what = `the bar of ${symbols[whose[i]]} at ${moment(time[i])} lasts until ${moment(over[i])}, the next one of ${symbol} begins at ${moment(next)}`;
      throw new MarketError('BARS_OVERLAP', { what, fix: 'give bars that begin together and end together' });
    }
  }
}
