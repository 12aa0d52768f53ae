import type { BrokerEvents, Fill } from '@tidemark/core-market';
import type { EngineLane } from './engine-lane.ts';
import type { FillLog } from './fill-log.ts';
import type { OrderLog } from './orders/order-log.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Portfolio } from './portfolio.ts';

/** Whoever can fill orders at market at the opens after the closes that decided them, with nothing in between. */
export interface PlainBroker {
  /** True where a plain order always meets the next open. */
  readonly fillsNextOpen?: boolean;
  /** Fills orders that were never sent, one of an instrument and no others, at the opens of a moment. */
  fillPlain?(orders: readonly WorkingOrder[], moment: number, events: BrokerEvents): void;
}

/** Where the orders of a run and their fills are written down. */
export interface TradeLogs {
  readonly orders: OrderLog;
  readonly fills: FillLog;
}

/**
 * Orders plainly at market of which nobody hears: decided on one close, filled at the next open, and written down as
 * what became of them. It is what trader, desk and market do with such orders one after the other, without waiting for
 * what else could happen to them.
 */
export class PlainOrders implements BrokerEvents {
  readonly #portfolio: Portfolio;
  readonly #logs: TradeLogs;
  readonly #broker: PlainBroker;
  /** Those who asked for a target, and what it is: the first `count` of each. */
  readonly #lanes: EngineLane[] = [];
  readonly #targets: number[] = [];
  readonly #orders: WorkingOrder[] = [];
  #count = 0;

  constructor(portfolio: Portfolio, logs: TradeLogs, broker: PlainBroker) {
    this.#portfolio = portfolio;
    this.#logs = logs;
    this.#broker = broker;
  }

  /** Asks a strategy on the close of a bar, while no order works. Its instrument has a bar at the next moment. */
  ask(lane: EngineLane, bar: number, equity: number): void {
    const { run, trader, clock, position } = lane;
    clock.moveTo(bar);
    position.closeBar(bar);
    const signal = run.signal(bar);
    const target = trader.stance.asks(signal, bar) ? trader.aim(signal, bar, equity) : undefined;
    if (target === undefined) return;
    this.#lanes[this.#count] = lane;
    this.#targets[this.#count++] = target;
  }

  /**
   * What was asked for, at the opens of the next moment.
   *
   * @param moment of the run's clock
   * @returns false where orders work now, which that moment is to meet: they took more than a plain one
   */
  trade(moment: number): boolean {
    if (this.#count === 0) return true;
    const plain = this.#makePlain();
    if (plain) {
      this.#broker.fillPlain!(this.#orders, moment, this);
      for (const order of this.#orders) this.#logs.orders.add(order);
    } else this.#send();
    this.#count = 0;
    return plain || this.#lanes.every(({ desk }) => desk.working === 0);
  }

  /** Makes the orders that lead to the targets. @returns false where one of them is not plain */
  #makePlain(): boolean {
    const next = this.#logs.orders.length + 1;
    const orders = this.#orders;
    if (orders.length > this.#count) orders.length = this.#count;
    for (let k = 0; k < this.#count; k++) {
      const order = this.#lanes[k].trader.plainOrder(this.#targets[k], next + k);
      if (order === undefined) return false;
      orders[k] = order;
    }
    return true;
  }

  #send(): void {
    for (let k = 0; k < this.#count; k++) this.#lanes[k].trader.pursue(this.#targets[k]);
  }

  fill(fill: Fill): void {
    const { bars, position } = this.#count === 1 ? this.#lanes[0] : this.#laneOf(fill.symbol);
    this.#logs.fills.push(fill);
    this.#portfolio.apply(fill, bars.instrument, position);
  }

  #laneOf(symbol: string): EngineLane {
    return this.#lanes.find(({ bars }) => bars.symbol === symbol)!;
  }

  /** It is written down when it is over. */
  order(): void {}
}
