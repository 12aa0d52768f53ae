import type { WorkingOrder } from './working-order.ts';

/** @returns false where it is not there */
export function remove(orders: WorkingOrder[], order: WorkingOrder): boolean {
  const last = orders.length - 1;
  if (last < 0) return false;
  if (orders[last] === order) return (orders.pop(), true); // the newest, mostly: nothing moves
  const at = orders.indexOf(order);
  if (at >= 0) orders.splice(at, 1);
  return at >= 0;
}
