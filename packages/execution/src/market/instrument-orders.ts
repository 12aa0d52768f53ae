import type { BarSeries, Calendar } from '@tidemark/core-market';
import { remove } from '../orders/remove.ts';
import { WaitingOrders } from '../orders/waiting-orders.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { OrderTerms } from './order-after.ts';
import { OrderLifetimes } from './order-lifetimes.ts';

/** The orders of one instrument that work: those that are new, and those that may meet a bar. */
export class InstrumentOrders {
  /** By submission. */
  readonly all: WorkingOrder[] = [];
  readonly waiting = new WaitingOrders();
  readonly lifetimes: OrderLifetimes;
  /** Those that have not met a bar yet. */
  readonly #fresh: WorkingOrder[] = [];
  #rank = 0;
  #front = 0;

  constructor(bars: BarSeries, calendar: Calendar | undefined) {
    this.lifetimes = new OrderLifetimes(bars, calendar);
  }

  /** A new order. @param front of the queue, where there is one */
  add(order: WorkingOrder, front: boolean): void {
    order.rank = front ? --this.#front : ++this.#rank;
    this.all.push(order);
  }

  /** It meets no bar before it is due. */
  hold(order: WorkingOrder): void {
    this.#fresh.push(order);
  }

  /** It may meet bar `i`. */
  admit(order: WorkingOrder, i: number): void {
    this.waiting.add(order);
    if (order.request !== undefined) this.lifetimes.watch(order, i);
  }

  /** Those that are due on bar `i` come in. */
  admitDue(i: number): void {
    const fresh = this.#fresh;
    if (fresh.length === 0) return;
    let left = 0;
    for (const order of fresh) {
      if (order.dueBar > i) fresh[left++] = order;
      else this.admit(order, i);
    }
    while (fresh.length > left) fresh.pop(); // keeps its memory, which `length = 0` lets go of
  }

  /** True while an order has not met a bar yet. */
  get news(): boolean {
    return this.#fresh.length > 0;
  }

  /** The one order that works, where it is new, due and plainly at market: the bar of most strategies. */
  takeOnly(i: number): WorkingOrder | undefined {
    if (this.all.length !== 1 || this.#fresh.length !== 1) return undefined;
    const [order] = this.#fresh;
    if (order.request !== undefined || order.dueBar > i) return undefined;
    this.#fresh.pop();
    return order;
  }

  /** @returns false where the order does not work here */
  withdraw(order: WorkingOrder): boolean {
    if (!remove(this.all, order)) return false;
    if (remove(this.#fresh, order)) return true;
    this.waiting.delete(order);
    this.lifetimes.forget(order);
    return true;
  }

  /** An order goes on with other terms. */
  amend(order: WorkingOrder, terms: OrderTerms): void {
    const waits = !this.#fresh.includes(order);
    if (waits) this.waiting.delete(order);
    order.amend(terms);
    if (waits) this.waiting.add(order);
  }

  /** Orders that are new to bar `i`; legs are not. */
  fresh(i: number): WorkingOrder[] {
    return this.#fresh.filter(({ dueBar, leg }) => dueBar <= i && leg === undefined);
  }

  /** Orders that may meet bar `i`, in the order of the queue. */
  queued(i: number): WorkingOrder[] {
    const due = this.all.filter(({ dueBar, request }) => dueBar <= i && request?.at !== 'close');
    return due.toSorted((one, other) => one.rank - other.rank);
  }
}
