import type { StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from './answer.ts';
import { DirectionalMovement, type Direction } from './directional-movement.ts';
import { gapOf } from './gap.ts';
import { TrueRange } from './true-range.ts';
import { WilderSum } from './wilder-sum.ts';

/** In a market that stands still all sums fade alike, in the end to what is but rounding: less than this is nothing. */
const NOTHING = 1e-280;

/** 100 * part / whole, and 0 where there is no whole. */
export const percentage = (part: number, whole: number): number =>
  whole <= NOTHING ? gapOf(part) : 100 * (part / whole);

/**
 * The two directional indicators, 0..100, one bar at a time: the smoothed movement in each direction as a percentage of
 * the smoothed true range. Known one bar later than the movement, as in TA-Lib.
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 */
export class DirectionalIndicators implements Kernel<[high: number, low: number, close: number], Direction> {
  readonly #answer: Record<Direction, number> = answerOf('plus', 'minus');
  readonly #period: number;
  readonly movement: DirectionalMovement;
  readonly range: TrueRange = new TrueRange();
  readonly total: WilderSum;

  constructor(period: number) {
    this.#period = period;
    this.movement = new DirectionalMovement(period);
    this.total = new WilderSum(period);
  }

  update(high: number, low: number, close: number): StreamResult<Direction> {
    const answer = this.#answer;
    const gap = gapOf(close); // NaN where the close is unknown
    const { plus, minus } = this.movement.update(high + gap, low + gap);
    const total = this.total.update(this.range.update(high, low, close));
    const known = this.total.seen < this.#period ? NaN : total;
    answer.plus = percentage(plus, known);
    answer.minus = percentage(minus, known);
    return answer;
  }
}
