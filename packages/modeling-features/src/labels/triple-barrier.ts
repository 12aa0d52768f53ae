import type { BarSeries, Labels } from '@tidemark/core-market';
import { firstTouches, type Barriers, type Exit } from './barriers.ts';

/** Labels of trades, with how each ended. */
export interface BarrierLabels extends Labels {
  /** In the order of the events. */
  readonly exits: readonly Exit[];
}

/** How a trade whose time was up is labelled. */
export interface TripleBarrierOptions extends Barriers {
  /** `sign` of its return, or `zero`. Left out: `sign`. */
  readonly timeUp?: 'sign' | 'zero' | undefined;
}

/**
 * Triple-barrier labels: 1 where the profit barrier is touched first, -1 where the loss barrier is, on the close.
 *
 * Both barriers are honoured with and without a side (the book's code takes the profit barrier for both where no side is given).
 *
 * @returns labels of shape [bars], NaN on bars that are no event; `endBar` is the bar of the touch
 * @throws FeaturesError INVALID_EVENT, INVALID_OPTION, LENGTHS_DIFFER
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), 3.2 to 3.5
 * @example
 * import { barSeries } from '@tidemark/core-market';
 * const close = Float64Array.of(100, 101, 103, 102, 99);
 * const time = close.map((_, i) => i * 60_000);
 * const bars = barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'ES' });
 * const unit = new Float64Array(5).fill(0.02);
 * tripleBarrier(bars, { events: [0, 2], unit, profit: 1, loss: 1, maxBars: 3 }).values // => [1, NaN, -1, NaN, NaN]
 */
export function tripleBarrier(bars: BarSeries, options: TripleBarrierOptions): BarrierLabels {
  const exits = firstTouches(bars, options);
  const label = ({ barrier, return: gained }: Exit): number => {
    if (barrier === 'time' && options.timeUp === 'zero') return 0;
    return Math.sign(gained);
  };
  return barrierLabels('triple_barrier', bars.length, exits, label);
}

/** One label per event, NaN elsewhere. */
export function barrierLabels(
  name: string,
  length: number,
  exits: readonly Exit[],
  label: (exit: Exit) => number,
): BarrierLabels {
  const values = new Float64Array(length).fill(NaN);
  const endBar = new Float64Array(length).fill(NaN);
  for (const exit of exits) {
    values[exit.event] = label(exit);
    endBar[exit.event] = exit.bar;
  }
  return { kind: 'labels', name, values, endBar, exits };
}
