import type { BarSeries } from '@tidemark/core-market';

/**
 * The bars at the given indexes, in new columns. Close times go along; without them the timeframe still says when each
 * bar closes.
 *
 * @param rows ascending, shape [m]
 */
export function takeBars(bars: BarSeries, rows: Int32Array): BarSeries {
  const take = (column: Float64Array): Float64Array => {
    const out = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k++) out[k] = column[rows[k]];
    return out;
  };
  const { time, open, high, low, close, volume, closeTime, extra } = bars;
  return {
    ...bars,
    length: rows.length,
    time: take(time),
    open: take(open),
    high: take(high),
    low: take(low),
    close: take(close),
    volume: take(volume),
    closeTime: closeTime && take(closeTime),
    extra: Object.fromEntries(Object.entries(extra).map(([name, column]) => [name, take(column)])),
  };
}
