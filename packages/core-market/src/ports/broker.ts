import type { Fill } from '../fill.ts';
import type { Order } from '../order.ts';

/** What a broker tells the engine, in the order in which it happened. */
export interface BrokerEvents {
  /** Part of an order, or all of it, was filled. */
  fill(fill: Fill, order: Order): void;
  /** The order's status changed: after its fill, or without one. */
  order(order: Order): void;
}

/** Where orders meet the market: the simulator in a backtest, paper or a venue otherwise. */
export interface Broker {
  submit(order: Order): void;
  /** @returns false where the order no longer works */
  cancel(id: number): boolean;
  /** Orders that still work, oldest first. */
  working(): readonly Order[];
  /** Reports everything that happened up to and including bar `i` of the run's series. */
  advance(i: number, events: BrokerEvents): void;
}
