import type { Order } from '@tidemark/core-market';
import type { OrderException, OrderReason } from './model.ts';

const ENDINGS = ['rejected', 'expired', 'cancelled'] as const;

/** Why an order is cancelled by whoever gave it, or as a bracket is meant to end: nothing went wrong. */
const AS_MEANT: ReadonlySet<string> = new Set(['POSITION_CLOSED', 'OCO', 'REPLACED', 'CANCELLED', 'GIVEN_UP']);

/** The orders that did not get what they asked for, oldest first, each with its reason. */
export function orderExceptions(orders: readonly Order[]): OrderException[] {
  const out: OrderException[] = [];
  for (const order of orders) {
    if (endedAsMeant(order)) continue;
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

/** Unfilled orders that were cancelled as their owner had it, by reason: of each bracket that ends one leg is such. */
export function ordersEndedAsMeant(orders: readonly Order[]): Record<string, number> {
  const out: Record<string, number> = {};
  for (const order of orders) if (endedAsMeant(order)) out[order.reason!] = (out[order.reason!] ?? 0) + 1;
  return out;
}

/** Exceptions by outcome and reason, the most frequent first. */
export function orderReasons(exceptions: readonly OrderException[]): OrderReason[] {
  const byReason = new Map<string, OrderReason>();
  for (const { outcome, reason } of exceptions) {
    const key = `${outcome} ${reason}`;
    byReason.set(key, { outcome, reason, count: (byReason.get(key)?.count ?? 0) + 1 });
  }
  return [...byReason.values()].sort((a, b) => b.count - a.count); // sorting is stable: of equal ones the older first
}

function endedAsMeant({ status, filledQuantity, reason = '' }: Order): boolean {
  return status === 'cancelled' && filledQuantity === 0 && AS_MEANT.has(reason);
}
