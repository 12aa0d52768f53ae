import { barsOf, type Bar, type BarSeries, type SignalRun, type Strategy } from '@tidemark/core-market';

const MINUTE = 60_000;

/**
 * Minute bars of instrument X from [open, close] pairs; high and low are the outer two, volume is 1,000.
 *
 * @example priceBars([10, 11], [12, 13]).high // => [11, 13]
 */
export function priceBars(...prices: readonly (readonly [open: number, close: number])[]): BarSeries {
  const rows = prices.map(([open, close], i): Bar => {
    return { time: i * MINUTE, open, high: Math.max(open, close), low: Math.min(open, close), close, volume: 1_000 };
  });
  return barsOf(rows, { instrument: 'X', timeframe: '1m' });
}

/**
 * A strategy that says these signals, bar by bar, and keeps its stance afterwards.
 *
 * @param more hooks of the run: manage, plan, orders, onFill ...
 * @example scripted([1, NaN, 0]).over(priceBars([10, 11])).signal(2) // => 0
 */
export function scripted(signals: readonly number[], more: Partial<SignalRun> = {}): Strategy {
  const run: SignalRun = { columns: {}, warmup: 0, signal: (i) => signals[i] ?? NaN, ...more };
  return { name: 'script', params: { signals }, over: () => run };
}
