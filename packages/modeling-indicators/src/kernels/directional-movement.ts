import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import { WilderSum } from './wilder-sum.ts';

/** Up or down. */
export type Direction = 'plus' | 'minus';

/**
 * Directional movement, one bar at a time: how far the bar reaches above the last one (plus) or below it (minus), of the
 * two the larger alone, and their smoothed sums.
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 */
export class DirectionalMovement implements Kernel<[high: number, low: number], Direction> {
  readonly #answer: Record<Direction, number> = answerOf('plus', 'minus');
  high = NaN; // of the last bar
  low = NaN;
  readonly plus: WilderSum;
  readonly minus: WilderSum;

  constructor(period: number) {
    this.plus = new WilderSum(period);
    this.minus = new WilderSum(period);
  }

  update(high: number, low: number): StreamResult<Direction> {
    const answer = this.#answer;
    const up = high - this.high;
    const down = this.low - low;
    const none = up - up + (down - down); // NaN where one is unknown
    this.high = high;
    this.low = low;
    answer.plus = this.plus.update((up > down && up > 0 ? up : 0) + none);
    answer.minus = this.minus.update((down > up && down > 0 ? down : 0) + none);
    return answer;
  }
}
