import type { OrderStatus } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';

/** Where an order may go from where it is: what has ended stays so. What was filled in part is never rejected. */
const LIFE_CYCLE = {
  working: ['partiallyFilled', 'filled', 'cancelled', 'expired', 'rejected'],
  partiallyFilled: ['filled', 'cancelled'],
  filled: [],
  cancelled: [],
  expired: [],
  rejected: [],
} as const satisfies Readonly<Record<OrderStatus, readonly OrderStatus[]>>;

/** A state in which an order may still fill. */
export type WorkingStatus = { [S in OrderStatus]: (typeof LIFE_CYCLE)[S]['length'] extends 0 ? never : S }[OrderStatus];

/** A state that an order does not leave any more. */
export type FinalStatus = Exclude<OrderStatus, WorkingStatus>;

/** The states that may follow one. @example statesAfter('partiallyFilled') // => ['filled', 'cancelled'] */
export function statesAfter<S extends OrderStatus>(status: S): (typeof LIFE_CYCLE)[S] {
  return LIFE_CYCLE[status];
}

/** True while an order may still fill. @example isWorking({ status: 'partiallyFilled' }) // => true */
export function isWorking(order: { readonly status: OrderStatus }): boolean {
  const { status } = order;
  return status === 'working' || status === 'partiallyFilled';
}

/**
 * The next state of an order.
 *
 * @throws ExecutionError INVALID_TRANSITION for one that no order takes: a broker has told something that cannot be
 */
export function transition(id: number, from: OrderStatus, to: OrderStatus): OrderStatus {
  if (from === to || from === 'working') return to;
  if ((statesAfter(from) as readonly OrderStatus[]).includes(to)) return to;
  throw new ExecutionError('INVALID_TRANSITION', {
    what: `order ${id} is ${from} and cannot become ${to}`,
    where: 'the life of an order',
    fix: 'let the broker tell each order once when it ends, and nothing of it afterwards',
  });
}
