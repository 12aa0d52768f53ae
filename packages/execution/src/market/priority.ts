import { isAtMarket } from '../orders/touch.ts';
import type { WorkingOrder } from '../orders/working-order.ts';

/** At an open: legs, then orders at market, then stops and limits, each by submission. BAR-SEMANTICS rule 2. */
export function atOpenFirst(one: WorkingOrder, other: WorkingOrder): number {
  return openClass(one) - openClass(other) || one.rank - other.rank;
}

/** Inside a bar: protective stops, then the rest by submission. */
export function insideFirst(one: WorkingOrder, other: WorkingOrder): number {
  return Number(other.leg === 'stop') - Number(one.leg === 'stop') || one.rank - other.rank;
}

function openClass(order: WorkingOrder): number {
  return order.leg !== undefined ? 0 : isAtMarket(order) ? 1 : 2;
}
