import type { Order } from '@tidemark/core-market';

/** The same order without what it does not have; reason, tag and reduceOnly are always there. */
export function defined(order: Order): Order {
  const entries = Object.entries(order).filter(([name, value]) => value !== undefined || ALWAYS.has(name));
  return Object.fromEntries(entries) as unknown as Order;
}

const ALWAYS: ReadonlySet<string> = new Set(['reason', 'tag', 'reduceOnly']);
