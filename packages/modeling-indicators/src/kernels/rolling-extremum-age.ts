import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/** A ring and the place where the next one goes. */
interface Slots {
  readonly ring: Float64Array;
  at: number;
}

/** Whether a value takes the place of an earlier one, as an equal one does unless the earliest counts. */
const replaces = (later: number, earlier: number, earliest: boolean): boolean =>
  earliest ? later > earlier : later >= earlier;

const slots = (length: number): Slots => ({ ring: new Float64Array(length), at: 0 });

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
    this.values = slots(period);
    this.places = slots(period);
  }

  update(value: number): number {
    const { values, places } = this;
    const { ring, at } = values;
    const found = places.ring;
    const earliest = this.#earliest;
    const period = ring.length;
    const signed = value * this.#sign;
    if (isUnknown(signed)) {
      values.at = places.at = this.seen = 0;
      return NaN;
    }
    if (at === 0) {
      // twice gives the same as once, so a peek may do it too
      for (let i = period - 2; i > 0; i--) {
        if (!replaces(ring[i + 1], ring[i], earliest)) continue;
        ring[i] = ring[i + 1];
        found[i] = found[i + 1];
      }
    }
    if (at === 0 || replaces(signed, this.fresh, earliest)) {
      this.fresh = signed;
      this.freshPlace = at;
    }
    ring[at] = signed;
    found[at] = at;
    const next = at + 1 < period ? at + 1 : 0;
    values.at = places.at = next;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    return next === 0 || replaces(this.fresh, ring[next], earliest) ? at - this.freshPlace : at + period - found[next];
  }
}
