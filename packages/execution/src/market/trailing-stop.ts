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
