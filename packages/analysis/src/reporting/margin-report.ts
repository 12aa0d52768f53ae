import type { Order } from '@tidemark/core-market';
import type { MarginCallEntry } from './model.ts';
import type { RunMarginCall } from './run-events.ts';

/** What the engine tags the orders with that answer a margin call. */
const TAG = 'MARGIN_CALL';

/**
 * Margin calls with the orders that answered them: those of the engine, decided in the moment of the call.
 *
 * @param orders of the run
 * @example marginReport([{ bar: 2, time: 3, equity: 190, maintenance: 409.5 }], [])[0].shortfall // => 219.5
 */
export function marginReport(calls: readonly RunMarginCall[], orders: readonly Order[]): MarginCallEntry[] {
  const byTime = new Map<number, Order[]>();
  for (const order of calls.length === 0 ? [] : orders) {
    if (order.source !== 'engine' || order.tag !== TAG) continue;
    const own = byTime.get(order.createdTime);
    if (own === undefined) byTime.set(order.createdTime, [order]);
    else own.push(order);
  }
  return calls.map(({ bar, time, equity, maintenance }) => {
    const own = byTime.get(time) ?? [];
    const reductions = own.map(({ id, symbol, filledQuantity, status }) => ({ id, symbol, filledQuantity, status }));
    return { bar, time, equity, maintenance, shortfall: maintenance - equity, reductions };
  });
}
