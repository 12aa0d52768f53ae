import { RestingOrders } from './resting-orders.ts';
import { passes } from './touch.ts';
import type { WorkingOrder } from './working-order.ts';

/** The orders that may meet a bar of one instrument, by what they wait for. */
export class WaitingOrders {
  /** For the next open, or what volume left of one. */
  readonly atMarket: WorkingOrder[] = [];
  /** Only for a close. */
  readonly atClose: WorkingOrder[] = [];
  /** Stops whose price moves from bar to bar. */
  readonly trailing: WorkingOrder[] = [];
  readonly #resting = new RestingOrders();

  add(order: WorkingOrder): void {
    const list = this.#listOf(order);
    if (list === undefined) this.#resting.add(order);
    else list.push(order);
  }

  delete(order: WorkingOrder): void {
    const list = this.#listOf(order);
    if (list === undefined) this.#resting.delete(order);
    else remove(list, order);
  }

  /** A stop-limit whose stop was passed is a limit: it waits for another price. */
  trigger(order: WorkingOrder): void {
    this.#resting.delete(order);
    order.triggered = true;
    this.#resting.add(order);
  }

  /** True where a bar may fill one of them. */
  meets(high: number, low: number): boolean {
    if (this.atMarket.length > 0 || this.atClose.length > 0 || this.#resting.touches(high, low)) return true;
    for (const { stopPrice, buys } of this.trailing) if (buys ? high >= stopPrice! : low <= stopPrice!) return true;
    return false;
  }

  /** Those that a bar may fill before its close. */
  met(high: number, low: number): WorkingOrder[] {
    const found = this.atMarket.slice();
    this.#resting.collect(high, low, found);
    for (const order of this.trailing)
      if (passes(order.stopPrice!, order.buys ? high : low, order.buys)) found.push(order);
    return found;
  }

  /** The list that an order waits in; undefined for one that waits for a price of its own. */
  #listOf({ type, request }: WorkingOrder): WorkingOrder[] | undefined {
    if (request?.at === 'close') return this.atClose;
    if (type === 'market') return this.atMarket;
    return type === 'trailingStop' ? this.trailing : undefined;
  }
}

/** @returns false where it is not there */
export function remove(orders: WorkingOrder[], order: WorkingOrder): boolean {
  const last = orders.length - 1;
  if (last >= 0 && orders[last] === order) {
    orders.pop(); // a splice makes an array
    return true;
  }
  const at = orders.indexOf(order);
  if (at >= 0) orders.splice(at, 1);
  return at >= 0;
}
