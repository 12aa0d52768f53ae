import type { Columns, Trail } from '@tidemark/core-market';
import type { WorkingOrder } from '../orders/working-order.ts';

/**
 * The distance of a trailing stop, price units.
 *
 * @param price that it trails from
 * @param i the bar that has closed last: where a column is read. NaN where the column does not know it
 */
export function trailingDistance(trail: Trail, price: number, columns: Columns, i: number): number {
  if ('amount' in trail) return trail.amount;
  if ('fraction' in trail) return trail.fraction * Math.abs(price);
  return (columns[trail.column]?.[i] ?? NaN) * (trail.multiple ?? 1);
}

/** Moves a trailing stop after bar `i`, only ever toward the price. BAR-SEMANTICS rule 9. @param price it trails from */
export function raiseTrailingStop(order: WorkingOrder, price: number, columns: Columns, i: number): void {
  const distance = trailingDistance(order.request!.trail!, price, columns, i);
  const sells = !order.buys;
  const stop = sells ? price - distance : price + distance;
  const unknown = order.stopPrice !== order.stopPrice; // the column did not know its distance yet
  if (unknown || (sells ? stop > order.stopPrice! : stop < order.stopPrice!)) order.stopPrice = stop;
}

/** Highs, lows and closes by bar. */
interface Extremes {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * The bars from `from` up to, not including, `to` that leave a trailing stop untouched, and what rests above `ceiling`
 * and below `floor` too. The stop moves on the way as `raiseTrailingStop` moves it, at the extremes or at the closes.
 *
 * @returns the first bar that touches one of them
 */
export function trailUntil(
  order: WorkingOrder,
  { high, low, close }: Extremes,
  [from, to]: readonly [from: number, to: number],
  { ceiling, floor }: { readonly ceiling: number; readonly floor: number },
  columns: Columns,
  atClose: boolean,
): number {
  const { trail } = order.request!;
  const { buys } = order;
  let stop = order.stopPrice!; // a local: a field is a new object at each change
  let i = from;
  for (; i < to; i++) {
    const top = high[i];
    const bottom = low[i];
    if (top >= ceiling || bottom <= floor || (buys ? top >= stop : bottom <= stop)) break;
    const price = atClose ? close[i] : buys ? bottom : top;
    const distance = trailingDistance(trail!, price, columns, i);
    const moved = buys ? price + distance : price - distance;
    if (stop !== stop || (buys ? moved < stop : moved > stop)) stop = moved;
  }
  order.stopPrice = stop;
  return i;
}
