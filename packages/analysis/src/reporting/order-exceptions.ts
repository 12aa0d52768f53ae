import type { Order } from '@tidemark/core-market';
import type { OrderException } from './model.ts';

const ENDINGS = ['rejected', 'expired', 'cancelled'] as const;

/** The orders that did not get what they asked for, oldest first, each with its reason. */
export function orderExceptions(orders: readonly Order[]): OrderException[] {
  const out: OrderException[] = [];
  for (const order of orders) {
    const ending = ENDINGS.find((status) => status === order.status);
    const short = Math.abs(order.filledQuantity) < Math.abs(order.quantity);
    if (ending !== undefined && order.filledQuantity === 0) {
      out.push({ order, outcome: ending, reason: order.reason ?? ending });
    } else if (order.reason !== undefined || (order.status === 'filled' && short) || ending !== undefined) {
      out.push({ order, outcome: 'shrunk', reason: order.reason ?? 'filled in part' });
    }
  }
  return out;
}
