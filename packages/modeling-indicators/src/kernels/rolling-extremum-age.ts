import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** A ring and the place where the next one goes. */
class Slots {
  readonly ring: Float64Array;
  at = 0;

  constructor(length: number) {
    this.ring = new Float64Array(length);
  }
}

/**
 * How many bars ago the highest of the last `period` values was (or the lowest, with sign -1), in O(1) on average: 0 is
 * this bar, `period - 1` the oldest. Of equal values the latest counts, or the earliest where that is asked for.
 *
 * In blocks like the rolling extremum: each place also keeps where the value in it was found.
 *
 * TA-Lib's AROON counts the latest. Its MAXINDEX and MININDEX do both: they hold what they found, which a later equal
 * value replaces; but once it has left the window they take the earliest.
 */
export class RollingExtremumAge implements Kernel {
  readonly #sign: number;
  readonly #earliest: boolean;
  readonly values: Slots; // before `at` values of this block, behind it the highest from there to the end of the last
  readonly places: Slots; // where in its block each of them was found
  seen = 0; // known values in a row, up to the period
  fresh = 0; // the highest of this block
  freshPlace = 0;

  constructor(period: number, sign: 1 | -1 = 1, tie: 'latest' | 'earliest' = 'latest') {
    this.#sign = sign;
    this.#earliest = tie === 'earliest';
    this.values = new Slots(period);
    this.places = new Slots(period);
  }

  #replaces(later: number, earlier: number): boolean {
    return this.#earliest ? later > earlier : later >= earlier;
  }

  update(value: number): number {
    const { values, places } = this;
    const { ring, at } = values;
    const period = ring.length;
    const signed = value * this.#sign;
    if (isUnknown(signed)) {
      values.at = places.at = this.seen = 0;
      return NaN;
    }
    if (at === 0) {
      // twice gives the same as once, so a peek may do it too
      for (let i = period - 2; i > 0; i--) {
        if (!this.#replaces(ring[i + 1], ring[i])) continue;
        ring[i] = ring[i + 1];
        places.ring[i] = places.ring[i + 1];
      }
    }
    if (at === 0 || this.#replaces(signed, this.fresh)) {
      this.fresh = signed;
      this.freshPlace = at;
    }
    ring[at] = signed;
    places.ring[at] = at;
    const next = at + 1 === period ? 0 : at + 1;
    values.at = places.at = next;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    return next === 0 || this.#replaces(this.fresh, ring[next])
      ? at - this.freshPlace
      : at + period - places.ring[next];
  }
}
