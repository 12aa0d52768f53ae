import type { PortfolioRun } from '@tidemark/core-market';

/** What weights a run wanted at each moment at which it wanted any; null keeps a weight. */
export type WeightsTape = readonly (readonly [moment: number, weights: readonly (number | null)[]])[];

/** A run of weights that are written down. */
export class TapedWeights implements PortfolioRun {
  readonly tape: [moment: number, weights: readonly (number | null)[]][] = [];
  readonly #run: PortfolioRun;

  constructor(run: PortfolioRun) {
    this.#run = run;
  }

  get warmup(): number {
    return this.#run.warmup;
  }

  weights(i: number, out: Float64Array): boolean {
    const wanted = this.#run.weights(i, out);
    if (wanted) this.tape.push([i, Array.from(out, (weight) => (Number.isNaN(weight) ? null : weight))]);
    return wanted;
  }
}
