import { barSeries, type BarSeries } from '@tidemark/core-market';

/** Daily bars that are their closes: where only closes are given. */
export function closeBars(closes: readonly number[]): BarSeries {
  const close = Float64Array.from(closes);
  const time = close.map((_, i) => i * 86_400_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'golden', timeframe: '1d' });
}
