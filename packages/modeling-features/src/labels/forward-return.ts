import type { BarSeries, Labels } from '@tidemark/core-market';
import { FeaturesError } from '../error.ts';

/** How a forward return is taken. */
export interface ForwardReturnOptions {
  /** Bars ahead, integer ≥ 1. */
  readonly horizon: number;
  /** Left out: `simple`. */
  readonly kind?: 'simple' | 'log' | undefined;
  /** Where it begins: at this close, or at the next open, where a decision of this bar can be filled. Left out: `close`. */
  readonly from?: 'close' | 'nextOpen' | undefined;
}

/**
 * The return of the bars that follow: what a regressor learns.
 *
 * @returns labels of shape [bars]; the last `horizon` bars have none
 * @throws FeaturesError INVALID_OPTION
 * @example
 * import { barSeries } from '@tidemark/core-market';
 * const close = Float64Array.of(100, 110, 99);
 * const time = close.map((_, i) => i * 60_000);
 * const bars = barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'ES' });
 * forwardReturn(bars, { horizon: 1 }).endBar // => [1, 2, NaN]
 */
export function forwardReturn(bars: BarSeries, options: ForwardReturnOptions): Labels {
  const { horizon, kind = 'simple', from = 'close' } = options;
  if (!Number.isInteger(horizon) || horizon < 1) {
    const what = `horizon is ${horizon}`;
    throw new FeaturesError('INVALID_OPTION', { what, where: 'forwardReturn', fix: 'give an integer >= 1' });
  }
  const { open, close, length } = bars;
  const values = new Float64Array(length).fill(NaN);
  const endBar = new Float64Array(length).fill(NaN);
  for (let i = 0; i + horizon < length; i++) {
    const start = from === 'close' ? close[i] : open[i + 1];
    const growth = close[i + horizon] / start;
    values[i] = kind === 'log' ? Math.log(growth) : growth - 1;
    endBar[i] = i + horizon;
  }
  return { kind: 'labels', name: `forward_${kind}_return_${horizon}`, values, endBar };
}
