import { isUnknown } from './unknown.ts';

/**
 * The volume of a bar, weighed by where it closed: all of it at the high, none in the middle, minus all of it at the low;
 * 0 where the bar has no range.
 *
 * @see Chaikin's money flow volume
 * @example moneyFlow(4, 2, 3.5, 100) // => 50
 */
export function moneyFlow(high: number, low: number, close: number, volume: number): number {
  const range = high - low;
  if (isUnknown(range + close + volume)) return NaN;
  return range > 0 ? ((close - low - (high - close)) / range) * volume : 0;
}
