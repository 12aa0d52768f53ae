import type { Kernel } from '../kernel.ts';
import { isUnknown } from './unknown.ts';

/**
 * True range: the bar's range, stretched to the previous close where the market jumped over it.
 *
 * max(high, previousClose) - min(low, previousClose), which is Wilder's largest of three differences. Written without
 * a branch, because jumps are unpredictable: `x + max(d, 0)` with `max(d, 0) = (d + |d|) / 2`, which is exact where the
 * prices lie within a factor of two of each other.
 *
 * @see Wilder, New Concepts in Technical Trading Systems (1978)
 * @example trueRange(12, 10, 9) // => 3
 */
export function trueRange(high: number, low: number, previousClose: number): number {
  const above = previousClose - high;
  const below = low - previousClose;
  return high + (above + Math.abs(above)) / 2 - (low - (below + Math.abs(below)) / 2);
}

/** The true range of each bar; unknown on the first one, because it has no previous close. */
export class TrueRange implements Kernel<[high: number, low: number, close: number]> {
  previous = NaN; // the last close

  update(high: number, low: number, close: number): number {
    const range = trueRange(high, low, this.previous);
    this.previous = isUnknown(high + low) ? NaN : close;
    return isUnknown(range + close) ? NaN : range;
  }
}
