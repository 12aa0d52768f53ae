import type { BarSeries } from '@tidemark/core-market';
import type { WorkingOrder } from '../orders/working-order.ts';

const DAY_MS = 86_400_000;

/** Orders that do not live for ever, and when each of them ends. */
export class OrderLifetimes {
  readonly #bars: BarSeries;
  /** Start of the session that holds a time, epoch ms. */
  readonly #sessionOf: (time: number) => number;
  readonly #orders: WorkingOrder[] = [];
  /** The bar on which each was first met. */
  readonly #since = new Map<WorkingOrder, number>();

  constructor(bars: BarSeries, sessionOf: (time: number) => number = (time) => Math.floor(time / DAY_MS)) {
    this.#bars = bars;
    this.#sessionOf = sessionOf;
  }

  /** True while an order that may expire works. */
  get watches(): boolean {
    return this.#orders.length > 0;
  }

  /** An order meets its first bar. */
  watch(order: WorkingOrder, bar: number): void {
    const { timeInForce = 'GTC', timeoutBars, at } = order.request!;
    if (timeInForce === 'GTC' && timeoutBars === undefined && at !== 'open') return;
    this.#orders.push(order);
    this.#since.set(order, bar);
  }

  forget(order: WorkingOrder): void {
    if (this.#orders.length === 0 || !this.#since.delete(order)) return;
    this.#orders.splice(this.#orders.indexOf(order), 1);
  }

  /** Orders whose time is over before bar `i` begins: rule 1 a. */
  expired(i: number): WorkingOrder[] {
    const time = this.#bars.time[i];
    return this.#orders.filter((order) => {
      const { timeInForce, expireTime } = order.request!;
      if (timeInForce === 'GTD') return time > expireTime!;
      if (timeInForce !== 'DAY') return false;
      return this.#sessionOf(time) !== this.#sessionOf(this.#bars.time[this.#since.get(order)!]);
    });
  }

  /** Orders that had all the bars they get, at the end of one: rule 14 for IOC and FOK. */
  spent(): WorkingOrder[] {
    return this.#orders.filter((order) => {
      const { timeInForce, timeoutBars = Infinity, at } = order.request!;
      order.metBars++;
      return timeInForce === 'IOC' || timeInForce === 'FOK' || at === 'open' || order.metBars >= timeoutBars;
    });
  }
}
