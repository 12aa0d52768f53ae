import type { Kernel } from '../kernel.ts';
import { RollingExtremumAge } from './rolling-extremum-age.ts';

/**
 * How many bars ago the highest of the last `period` values was (or the lowest, with sign -1), one value at a time, as
 * TA-Lib's MAXINDEX and MININDEX hold it: it stays the same one until a value as high comes, which takes its place, or
 * until it has left the window; then it is the earliest of the highest.
 */
export class HeldExtremumAge implements Kernel {
  readonly #period: number;
  readonly earliest: RollingExtremumAge;
  readonly latest: RollingExtremumAge;
  age = NaN;

  constructor(period: number, sign: 1 | -1) {
    this.#period = period;
    this.earliest = new RollingExtremumAge(period, sign, 'earliest');
    this.latest = new RollingExtremumAge(period, sign);
  }

  update(value: number): number {
    const earliest = this.earliest.update(value);
    const latest = this.latest.update(value);
    const held = this.age + 1;
    const isHeld = held < this.#period && earliest >= 0; // neither is known where the window is not
    return (this.age = !isHeld ? earliest : latest === 0 ? 0 : held);
  }
}

/** Column twin of `HeldExtremumAge`. */
export function heldExtremumAge(values: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const kernel = new HeldExtremumAge(period, sign);
  return values.map((value) => kernel.update(value));
}
