import { closeTimeAt, type BarSeries, type Calendar } from '@tidemark/core-market';
import type { WorkingOrder } from '../orders/working-order.ts';
import { calendarSession, utcDay, type SessionOf } from './session-of.ts';

/** Orders that do not live for ever, and when each of them ends. */
export class OrderLifetimes {
  readonly #bars: BarSeries;
  readonly #calendar: Calendar | undefined;
  readonly #orders: WorkingOrder[] = [];
  /** The bar on which each was first met. */
  readonly #since = new Map<WorkingOrder, number>();
  #sessionOf: SessionOf | undefined;

  /** @param calendar of the exchange; left out: its sessions are days in UTC */
  constructor(bars: BarSeries, calendar?: Calendar) {
    this.#bars = bars;
    this.#calendar = calendar;
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
      return this.#session(time) !== this.#session(this.#begins(order));
    });
  }

  /**
   * The moment whose session is that of an order for the day. A calendar knows that an order given before the close is
   * over with it, also where no bar came any more; an order that slept or was on its way begins with the first bar.
   */
  #begins(order: WorkingOrder): number {
    const bars = this.#bars;
    const since = this.#since.get(order)!;
    const { createdBar, request } = order;
    const isPrompt = createdBar >= 0 && createdBar === since - 1 && request!.after === undefined;
    return this.#calendar !== undefined && isPrompt ? closeTimeAt(bars, createdBar) : bars.time[since];
  }

  /** The calendar is asked when the first order for the day needs it. */
  #session(time: number): number {
    this.#sessionOf ??= this.#calendar === undefined ? utcDay : calendarSession(this.#calendar, this.#bars);
    return this.#sessionOf(time);
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
