import { remove } from './remove.ts';
import { isLimit, triggerOf } from './touch.ts';
import type { WorkingOrder } from './working-order.ts';

/**
 * Orders that wait for a price, sorted by it: those that a rising price reaches first (buy stops, sell limits) and those
 * that a falling price reaches first. A bar between the two next prices touches none, which two comparisons say,
 * however many rest.
 */
export class RestingOrders {
  /** Ascending: the next one first. */
  readonly #above: WorkingOrder[] = [];
  /** Descending. */
  readonly #below: WorkingOrder[] = [];
  #ceiling = Infinity;
  #floor = -Infinity;

  get size(): number {
    return this.#above.length + this.#below.length;
  }

  add(order: WorkingOrder): void {
    const rises = waitsForRise(order);
    const orders = rises ? this.#above : this.#below;
    const at = placeOf(orders, triggerOf(order), rises ? 1 : -1);
    if (at === orders.length) orders.push(order);
    else orders.splice(at, 0, order);
    this.#remember();
  }

  /** Takes an order out, by the price that it was put in with. */
  delete(order: WorkingOrder): void {
    if (!remove(this.#above, order)) remove(this.#below, order);
    this.#remember();
  }

  /** The next price above: Infinity where none waits. */
  get ceiling(): number {
    return this.#ceiling;
  }

  /** The next price below: -Infinity where none waits. */
  get floor(): number {
    return this.#floor;
  }

  /** True where a bar reaches the next price above or below. */
  touches(high: number, low: number): boolean {
    return high >= this.#ceiling || low <= this.#floor;
  }

  /** Adds every order that a bar reaches to a list. */
  collect(high: number, low: number, into: WorkingOrder[]): void {
    for (const order of this.#above) {
      if (triggerOf(order) > high) break;
      into.push(order);
    }
    for (const order of this.#below) {
      if (triggerOf(order) < low) break;
      into.push(order);
    }
  }

  #remember(): void {
    this.#ceiling = this.#above.length === 0 ? Infinity : triggerOf(this.#above[0]);
    this.#floor = this.#below.length === 0 ? -Infinity : triggerOf(this.#below[0]);
  }
}

/** A stop to buy and a limit to sell wait for a rise. */
function waitsForRise(order: WorkingOrder): boolean {
  return order.buys !== isLimit(order);
}

/** Where a price belongs among orders sorted by `direction` times it: behind equal ones. */
function placeOf(orders: readonly WorkingOrder[], price: number, direction: 1 | -1): number {
  let low = 0;
  let high = orders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (triggerOf(orders[middle]) * direction <= price * direction) low = middle + 1;
    else high = middle;
  }
  return low;
}
