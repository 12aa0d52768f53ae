import type { BrokerEvents, Fill } from '@tidemark/core-market';
import type { EngineLane } from './engine-lane.ts';
import type { FillLog } from './fill-log.ts';
import type { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';

/** Whoever can fill an order at market at the open after the close that decided it, with nothing in between. */
export interface PlainBroker {
  /** True where a plain order always meets the next open. */
  readonly fillsNextOpen?: boolean;
  fillPlain?(order: WorkingOrder, i: number, events: BrokerEvents): void;
}

/** Where the orders of a run and their fills are written down. */
export interface TradeLogs {
  readonly orders: OrderLog;
  readonly fills: FillLog;
}

/**
 * Orders plainly at market of which nobody hears: decided on one close, filled at the next open, and written down as
 * what became of them. It is what trader, desk and market do with such an order one after the other, without waiting for
 * what else could happen to it.
 */
export class PlainOrders implements BrokerEvents {
  readonly #lane: EngineLane;
  readonly #portfolio: Portfolio;
  readonly #logs: TradeLogs;
  readonly #broker: PlainBroker;

  constructor(lane: EngineLane, portfolio: Portfolio, logs: TradeLogs, broker: PlainBroker) {
    this.#lane = lane;
    this.#portfolio = portfolio;
    this.#logs = logs;
    this.#broker = broker;
  }

  /**
   * Decides on the close of bar `i`, while no order works. There is a bar after it.
   *
   * @returns false where an order works now, which that bar is to meet: it took another one than a plain one
   */
  trade(signal: number, i: number, equity: number): boolean {
    const { trader, clock, position, desk } = this.#lane;
    clock.moveTo(i);
    position.closeBar(i);
    const target = trader.stance.asks(signal, i) ? trader.aim(signal, i, equity) : undefined;
    if (target === undefined) return true;
    const { orders } = this.#logs;
    const order = trader.plainOrder(target, orders.length + 1);
    if (order === undefined) {
      trader.pursue(target);
      return desk.working === 0;
    }
    this.#broker.fillPlain!(order, i + 1, this);
    orders.add(order);
    return true;
  }

  fill(fill: Fill): void {
    const { bars, position } = this.#lane;
    this.#logs.fills.push(fill);
    this.#portfolio.apply(fill, bars.instrument, position);
  }

  /** It is written down when it is over. */
  order(): void {}
}
