import type { BarSeries } from '@tidemark/core-market';
import type { Barriers, Exit } from './barriers.ts';
import { firstTouches } from './barriers.ts';
import { barrierLabels, type BarrierLabels } from './triple-barrier.ts';

/** Trades of another model, and how those are labelled whose time was up. */
export interface MetaLabelOptions extends Barriers {
  /** What the other model said: 1 long, -1 short, known on every event, shape [bars]. */
  readonly side: Float64Array;
  /** `gain`: 1 where it gained, as for the others; `zero`: 0. Left out: `gain`. */
  readonly timeUp?: 'gain' | 'zero' | undefined;
}

/**
 * Meta-labels: whether a trade that another model proposes is worth taking, 1 where it gained and 0 where it did not.
 *
 * @returns labels of shape [bars], NaN on bars that are no event; returns of `exits` are in the direction of the side
 * @throws FeaturesError INVALID_EVENT, INVALID_OPTION, LENGTHS_DIFFER
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), 3.6
 * @example
 * import { barSeries } from '@tidemark/core-market';
 * const close = Float64Array.of(100, 101, 97);
 * const time = close.map((_, i) => i * 60_000);
 * const bars = barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'ES' });
 * const [unit, side] = [new Float64Array(3).fill(0.02), new Float64Array(3).fill(-1)];
 * metaLabel(bars, { events: [0], side, unit, profit: 1, loss: 1, maxBars: 2 }).values // => [1, NaN, NaN]
 */
export function metaLabel(bars: BarSeries, options: MetaLabelOptions): BarrierLabels {
  const exits = firstTouches(bars, options, options.side);
  const label = ({ barrier, return: gained }: Exit): number => {
    if (barrier === 'time' && options.timeUp === 'zero') return 0;
    return gained > 0 ? 1 : 0;
  };
  return barrierLabels('meta_label', bars.length, exits, label);
}
