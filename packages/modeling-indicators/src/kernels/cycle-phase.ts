import type { Kernel } from '../kernel.ts';
import { DominantCycle } from './dominant-cycle.ts';
import { gapOf } from './gap.ts';

/**
 * How far the dominant cycle has come, in degrees from -45 to 315, one value at a time: the phase of the Fourier component
 * that goes round once in the period. 0 at the mean on the way up; read for the next bar, as the smoothed value is one late.
 *
 * @see Ehlers, Rocket Science for Traders (2001)
 */
export class CyclePhase implements Kernel {
  readonly cycle: DominantCycle = new DominantCycle(63);
  readonly ring: Float64Array = new Float64Array(50); // smoothed values, 0 before the cycle begins
  at = 0;
  phase = NaN; // known before the lookback is over

  update(value: number): number {
    const { cycle, ring, at } = this;
    const gap = gapOf(cycle.update(value));
    const { smooth, period } = cycle;
    const bars = Math.floor(period + 0.5);
    const cosine = Math.cos((2 * Math.PI) / bars);
    const sine = Math.sin((2 * Math.PI) / bars);
    let [x, y] = [1, 0]; // goes round the circle
    let [real, imaginary] = [0, 0];
    for (let i = 1; i < bars; i++) {
      [x, y] = [x * cosine - y * sine, y * cosine + x * sine];
      // Of deviations, for a level goes round to nothing: where all values are equal this is exactly so.
      const deviation = ring[at < i ? at + 50 - i : at - i] - smooth;
      real += y * deviation;
      imaginary += x * deviation;
    }
    ring[at] = smooth;
    this.at = (at + 1) % 50;
    const angle = (Math.atan(real / imaginary || 0) * 180) / Math.PI + (imaginary < 0 ? 270 : 90) + 360 / period;
    this.phase = angle > 315 ? angle - 360 : angle;
    return this.phase + gap;
  }
}
