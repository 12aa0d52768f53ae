import { remove } from './remove.ts';
import { RestingOrders } from './resting-orders.ts';
import { isAtMarket, passes } from './touch.ts';
import type { WorkingOrder } from './working-order.ts';

/** The orders that may meet a bar of one instrument, by what they wait for. */
export class WaitingOrders {
  /** For the next open, or what volume left of one. */
  readonly atMarket: WorkingOrder[] = [];
  /** Only for a close. */
  readonly atClose: WorkingOrder[] = [];
  /** Stops whose price moves from bar to bar. */
  readonly trailing: WorkingOrder[] = [];
  /** For prices of their own. */
  readonly resting = new RestingOrders();

  add(order: WorkingOrder): void {
    const list = this.#listOf(order);
    if (list === undefined) this.resting.add(order);
    else list.push(order);
  }

  delete(order: WorkingOrder): void {
    const list = this.#listOf(order);
    if (list === undefined) this.resting.delete(order);
    else remove(list, order);
  }

  /** A stop was passed: what is left of it is a limit, which waits for another price, or an order at market. */
  trigger(order: WorkingOrder): void {
    this.delete(order);
    order.triggered = true;
    this.add(order);
  }

  /** True where a bar may fill one of them. */
  meets(high: number, low: number): boolean {
    if (this.atMarket.length > 0 || this.atClose.length > 0 || this.resting.touches(high, low)) return true;
    for (const { stopPrice, buys } of this.trailing) if (buys ? high >= stopPrice! : low <= stopPrice!) return true;
    return false;
  }

  /** Those that a bar may fill before its close. */
  met(high: number, low: number): WorkingOrder[] {
    const found = this.atMarket.slice();
    this.resting.collect(high, low, found);
    for (const order of this.trailing)
      if (passes(order.stopPrice!, order.buys ? high : low, order.buys)) found.push(order);
    return found;
  }

  /** The list that an order waits in; undefined for one that waits for a price of its own. */
  #listOf(order: WorkingOrder): WorkingOrder[] | undefined {
    if (order.request?.at === 'close') return this.atClose;
    if (isAtMarket(order)) return this.atMarket;
    return order.type === 'trailingStop' ? this.trailing : undefined;
  }
}
