import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import type { StochasticOutput } from './fast-stochastic-strength.ts';
import { RangePosition } from './range-position.ts';

/**
 * The stochastic oscillator, 0..100, one bar at a time: `k` is the smoothed position of the close in the range, `d` is
 * smoothed once more; neither is told before both are known.
 */
export class Stochastic implements Kernel<[high: number, low: number, close: number], StochasticOutput> {
  readonly #answer: Record<StochasticOutput, number> = answerOf('k', 'd');
  readonly position: RangePosition;
  readonly k: Kernel;
  readonly d: Kernel;

  /** @param period bars of the range */
  constructor(period: number, k: Kernel, d: Kernel) {
    this.position = new RangePosition(period, 0, 100);
    this.k = k;
    this.d = d;
  }

  update(high: number, low: number, close: number): StreamResult<StochasticOutput> {
    const answer = this.#answer;
    const k = this.k.update(this.position.update(high, low, close));
    answer.d = this.d.update(k);
    answer.k = Number.isNaN(answer.d) ? NaN : k;
    return answer;
  }
}
