import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** How fast the stop follows: what it begins with, what every new extreme adds, and the most it comes to. */
export type Acceleration = readonly [first: number, step: number, maximum: number];

/**
 * Wilder's parabolic stop and reverse, one bar at a time.
 *
 * A short position is a long one on a chart turned upside down: there the high is minus the low, and the stop is minus the
 * price at which it lies. Negation is exact, so both sides have one rule.
 */
export class ParabolicSar implements Kernel<[high: number, low: number]> {
  readonly #start: number;
  readonly #offset: number;
  readonly #long: Acceleration;
  readonly #short: Acceleration;
  readonly #sign: number;
  high = NaN; // of the last bar
  low = NaN;
  side = 0; // 1 long, -1 short, 0 before the second bar
  stop = 0; // on the chart of its side, like the extreme of the trade
  extreme = 0;
  speed = 0;

  /**
   * @param start the first stop, negative for a short position; 0 lets the market decide
   * @param offset which share of its price a new stop is moved away
   * @param sign of what is answered while the position is short
   */
  constructor(start: number, offset: number, long: Acceleration, short: Acceleration, sign: 1 | -1) {
    this.#start = start;
    this.#offset = offset;
    this.#long = long;
    this.#short = short;
    this.#sign = sign;
  }

  update(high: number, low: number): number {
    const { high: lastHigh, low: lastLow, extreme, speed } = this;
    let { side, stop } = this;
    this.high = high;
    this.low = low;
    if (isUnknown(high + low + lastHigh + lastLow)) {
      this.side = 0;
      return NaN;
    }
    const isFirst = side === 0;
    if (isFirst) {
      const direction = this.#start || Math.max(0, high - lastHigh) - (lastLow - low);
      side = direction < 0 ? -1 : 1;
      stop = this.#start || (side > 0 ? lastLow : -lastHigh);
    }
    const isReversed = (side > 0 ? low : -high) <= stop;
    if (isReversed) side = -side;
    const isLong = side > 0;
    const top = isLong ? high : -low;
    const bottom = isLong ? low : -high;
    const floor = isFirst ? bottom : Math.min(bottom, isLong ? lastLow : -lastHigh); // no stop lies above it
    if (isReversed) {
      stop = isFirst ? floor : Math.min(-extreme, floor);
      stop -= side * stop * this.#offset;
    }
    const share = isLong ? this.#long : this.#short;
    const isNew = isFirst || isReversed;
    this.extreme = isNew ? top : Math.max(top, extreme);
    this.speed = Math.min(isNew ? share[0] : top > extreme ? speed + share[1] : speed, share[2]);
    this.stop = Math.min(stop + this.speed * (this.extreme - stop), floor);
    this.side = side;
    return isLong ? stop : -stop * this.#sign;
  }
}
