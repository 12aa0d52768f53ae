import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import { StochasticStrength } from './stochastic-strength.ts';

/** What comes out of a stochastic. */
export type StochasticOutput = 'k' | 'd';

/** Where the relative strength stands in its range, and an average of that; neither is told before both are known. */
export class FastStochasticStrength implements Kernel<[value: number], StochasticOutput> {
  readonly #answer: Record<StochasticOutput, number> = answerOf('k', 'd');
  readonly fast: StochasticStrength;
  readonly average: Kernel;

  constructor(period: number, range: number, average: Kernel) {
    this.fast = new StochasticStrength(period, range);
    this.average = average;
  }

  update(value: number): StreamResult<StochasticOutput> {
    const k = this.fast.update(value);
    const answer = this.#answer;
    answer.d = this.average.update(k);
    answer.k = Number.isNaN(answer.d) ? NaN : k;
    return answer;
  }
}
