import type { BarSeries } from './bar-series.ts';
import { MarketError } from './error.ts';

/** True where columns can live in memory that several threads see: Node, and pages that are cross-origin isolated. */
export function canShare(): boolean {
  const { SharedArrayBuffer, crossOriginIsolated } = globalThis as {
    SharedArrayBuffer?: unknown;
    crossOriginIsolated?: boolean;
  };
  return SharedArrayBuffer !== undefined && crossOriginIsolated !== false;
}

/**
 * The same bars with every column in one SharedArrayBuffer: a worker that receives them sees them without a copy.
 * Columns that are shared already stay where they are.
 *
 * @throws MarketError SHARING_UNAVAILABLE in a page that is not cross-origin isolated
 */
export function shareBars(bars: BarSeries): BarSeries {
  if (!canShare()) {
    throw new MarketError('SHARING_UNAVAILABLE', {
      what: 'SharedArrayBuffer is not available here',
      fix: 'serve the page with COOP: same-origin and COEP: require-corp, or pass the bars as they are (one copy per worker)',
    });
  }
  const share = (column: Float64Array): Float64Array => {
    if (column.buffer instanceof SharedArrayBuffer) return column;
    const out = new Float64Array(new SharedArrayBuffer(column.length * 8));
    out.set(column);
    return out;
  };
  return {
    ...bars,
    time: share(bars.time),
    open: share(bars.open),
    high: share(bars.high),
    low: share(bars.low),
    close: share(bars.close),
    volume: share(bars.volume),
    closeTime: bars.closeTime && share(bars.closeTime),
    extra: Object.fromEntries(Object.entries(bars.extra).map(([name, column]) => [name, share(column)])),
  };
}
