import { barSeries, closeTimes, type BarSeries } from '@tidemark/core-market';

/**
 * Parts of one series, one after the other. A column that some parts lack is NaN there; close times are made where some
 * parts have them.
 *
 * @param parts in order of time, at least one
 * @throws MarketError BARS_NOT_ASCENDING where the parts overlap
 */
export function joinBars(parts: readonly BarSeries[]): BarSeries {
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const join = (column: (part: BarSeries) => Float64Array | undefined): Float64Array => {
    const out = new Float64Array(length).fill(NaN);
    let at = 0;
    for (const part of parts) {
      const values = column(part);
      if (values !== undefined) out.set(values, at);
      at += part.length;
    }
    return out;
  };
  const names = [...new Set(parts.flatMap(({ extra }) => Object.keys(extra)))];
  const extra = Object.fromEntries(
    names.map((name) => [name, join((part) => (Object.hasOwn(part.extra, name) ? part.extra[name] : undefined))]),
  );
  const [time, open, high, low, close, volume] = (['time', 'open', 'high', 'low', 'close', 'volume'] as const).map(
    (name) => join((part) => part[name]),
  );
  const closeTime = parts.some((part) => part.closeTime !== undefined) ? join(closeTimes) : undefined;
  const { instrument, timeframe, adjustment } = first;
  return barSeries({ time, open, high, low, close, volume, closeTime, extra }, { instrument, timeframe, adjustment });
}
