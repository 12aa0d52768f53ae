import type { Kernel } from '../kernel.ts';
import { percentage } from './directional-indicators.ts';
import { DirectionalMovement } from './directional-movement.ts';
import { gapOf } from './gap.ts';

/**
 * Directional movement index, 0..100, one bar at a time: how far the two directional indicators lie apart, of what they
 * are together.
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 */
export class DirectionalIndex implements Kernel<[high: number, low: number, close: number]> {
  readonly #period: number;
  readonly movement: DirectionalMovement;

  constructor(period: number) {
    this.#period = period;
    this.movement = new DirectionalMovement(period);
  }

  update(high: number, low: number, close: number): number {
    const gap = gapOf(close); // NaN where the close is unknown
    // The two sides as they are: the true range by which both would be divided cancels out.
    const { plus, minus } = this.movement.update(high + gap, low + gap);
    return this.movement.plus.seen < this.#period ? NaN : percentage(Math.abs(plus - minus), plus + minus);
  }
}
