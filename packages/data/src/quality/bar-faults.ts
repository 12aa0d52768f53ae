import type { FindingList } from './quality-report.ts';
import { PRICES, type RawBars } from './raw-bars.ts';

/** What each row shows by itself: values that are missing, prices that contradict each other, odd volumes. */
export function findFaults(bars: RawBars, found: FindingList): void {
  const { time, open, high, low, close, volume } = bars;
  for (let i = 0; i < time.length; i++) {
    const o = open[i];
    const h = high[i];
    const l = low[i];
    const c = close[i];
    // One test for a row in order; the rest says what is wrong with the others.
    if (h >= o && h >= c && l <= o && l <= c && l > 0 && h < Infinity && time[i] - time[i] === 0) continue;
    if (!Number.isFinite(time[i])) found.add('nan', i, { column: 'time' });
    for (const column of PRICES) if (!Number.isFinite(bars[column][i])) found.add('nan', i, { column });
    if (h < l) found.add('ohlc-high-below-low', i);
    if (h < o || h < c) found.add('ohlc-high-below-body', i);
    if (l > o || l > c) found.add('ohlc-low-above-body', i);
    if (o <= 0 || h <= 0 || l <= 0 || c <= 0) found.add('non-positive-price', i);
  }
  if (volume === undefined) return;
  for (let i = 0; i < volume.length; i++) {
    if (volume[i] === 0) found.add('zero-volume', i);
    else if (volume[i] < 0) found.add('negative-volume', i);
    else if (volume[i] === Infinity) found.add('nan', i, { column: 'volume' });
  }
}
