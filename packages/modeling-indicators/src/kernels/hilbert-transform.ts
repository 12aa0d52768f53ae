import type { Kernel } from '../kernel.ts';

/**
 * Ehlers' Hilbert transform, one value at a time: what swings in seven values, a quarter of a cycle later; a steady value
 * is nothing. A gain of 0 answers 0 whatever came before, and six values later that is forgotten.
 *
 * @see Ehlers, Rocket Science for Traders (2001)
 */
export class HilbertTransform implements Kernel<[value: number, gain: number]> {
  readonly ring: Float64Array = new Float64Array(6);
  at = 0;

  /** The value of so many bars before the next one, up to 6. */
  ago(bars: number): number {
    return this.ring[(this.at + 6 - bars) % 6];
  }

  update(value: number, gain: number): number {
    const { ring, at } = this;
    // In TA-Lib's order: where the prices lie on a binary grid it has its very bits.
    const swing = 0.0962 * value - 0.0962 * ring[at] - 0.5769 * this.ago(4) + 0.5769 * this.ago(2);
    ring[at] = value;
    this.at = (at + 1) % 6;
    return gain && swing * gain;
  }
}
