import type { Random } from '@tidemark/core-market';
import type { Shocks } from './shocks.ts';

/** How a synthetic price moves. A model is plain configuration; each run of it starts afresh. */
export interface PriceModel {
  readonly name: string;
  /**
   * Begins a run.
   *
   * @param random the run's own generator, uniform in [0, 1)
   * @param stepYears length of a step in years
   * @param shocks what moves the price, one a step; left out: of `random`. Correlated markets share theirs in part
   * @returns draws the factor by which the price changes in the next step, above 0
   */
  begin(random: Random, stepYears: number, shocks?: Shocks): () => number;
}
