import { roundToLot } from '@tidemark/core-market';
import type { BarSeries, Broker, BrokerEvents, Fill, Order } from '@tidemark/core-market';
import { BarFill } from './bar-fill.ts';
import { affordableUnits } from './market/affordable.ts';
import type { CommissionModel } from './market/commission.ts';
import { marketFillPrice, type SlippageCap } from './market/fill.ts';
import type { SlippageModel } from './market/slippage.ts';
import type { WorkingOrder } from './orders/create.ts';
import type { Portfolio } from './portfolio.ts';
import type { Position } from './position.ts';

/** Quantities that differ by less than this share are equal. */
const DUST = 1e-12;

/** What a fill costs, and when an order may have one. */
export interface MarketSimulatorOptions {
  readonly commission: CommissionModel;
  readonly slippage: SlippageModel;
  readonly cap: SlippageCap;
  /** Bars that an order waits beyond the next one. */
  readonly latencyBars: number;
  /** Orders fill at the close of the deciding bar: a reported switch, off by default. */
  readonly onClose: boolean;
  /** Short of cash: sized orders shrink and explicit ones are rejected (`default`), or all do the one or the other. */
  readonly insufficient: 'default' | 'shrink' | 'reject';
}

/** The broker of a backtest: matches working orders against bars. BAR-SEMANTICS rules 0-3, 10, 12, 13. */
export class MarketSimulator implements Broker {
  readonly #bars: BarSeries;
  readonly #portfolio: Portfolio;
  readonly #position: Position;
  readonly #options: MarketSimulatorOptions;
  /** Bars between the decision and the first possible fill. */
  readonly #wait: number;
  /** What the simulator reports its fills with: one object for all. */
  readonly #report: BarFill;
  /** Orders that wait, oldest first: one that meets the market is taken out before it does. */
  readonly #orders: WorkingOrder[] = [];

  constructor(bars: BarSeries, portfolio: Portfolio, options: MarketSimulatorOptions) {
    this.#bars = bars;
    this.#portfolio = portfolio;
    this.#position = portfolio.position(bars.instrument);
    this.#options = options;
    this.#report = new BarFill(bars, options.onClose);
    this.#wait = options.onClose ? 0 : 1 + options.latencyBars;
  }

  submit(order: WorkingOrder): void {
    this.#orders.push(order);
  }

  cancel(id: number): boolean {
    const at = this.#orders.findIndex((each) => each.id === id);
    if (at < 0) return false;
    this.#orders[at].status = 'cancelled';
    this.#orders.splice(at, 1);
    return true;
  }

  working(): readonly Order[] {
    return this.#orders;
  }

  /** Fills what is eligible on bar `i`: at its open, or at its close in `onClose` runs. Reductions come before increases. */
  advance(i: number, events: BrokerEvents): void {
    const orders = this.#orders;
    if (orders.length === 1) {
      if (this.#isDue(orders[0], i)) this.#match(orders.pop()!, i, events);
      return;
    }
    const due = orders.filter((order) => this.#isDue(order, i));
    const side = Math.sign(this.#position.quantity);
    const reduces = ({ quantity }: Order): boolean => side !== 0 && Math.sign(quantity) === -side;
    for (const order of due.filter(reduces)) this.#take(order, i, events);
    for (const order of due.filter((each) => !reduces(each))) this.#take(order, i, events);
  }

  /** Matches an order that still waits: whoever was told of the fill before may have cancelled it. */
  #take(order: WorkingOrder, i: number, events: BrokerEvents): void {
    const at = this.#orders.indexOf(order);
    if (at < 0) return;
    this.#orders.splice(at, 1);
    this.#match(order, i, events);
  }

  #isDue({ createdBar }: Order, i: number): boolean {
    return createdBar + this.#wait <= i;
  }

  /** A market order: the closing part always passes, the opening part as far as the account carries it. */
  #match(order: WorkingOrder, i: number, events: BrokerEvents): void {
    const held = this.#position.quantity;
    const price = this.#price(order.quantity, i);
    const closing = closingPart(order.quantity, held);
    const wanted = order.reduceOnly === true ? 0 : this.#remainder(order.quantity, closing);
    if (closing !== 0) this.#fill(order, closing, 'close', price, i, events);
    if (wanted !== 0) {
      const opening = this.#affordable(order, wanted, price);
      if (opening !== 0) this.#fill(order, opening, 'open', price, i, events);
      if (opening !== wanted) order.reason = opening === 0 ? 'INSUFFICIENT_CASH' : 'SHRUNK_TO_CASH';
    } else if (order.reduceOnly === true && closing !== order.quantity) order.reason = 'REDUCE_ONLY';
    if (order.reason === undefined) order.filledQuantity = order.quantity; // without the dust of a sum of parts
    order.status = order.filledQuantity === 0 ? 'rejected' : 'filled';
    events.order(order);
  }

  /** What is left of an order after its closing part: whole lots; the float dust of the subtraction is nothing. */
  #remainder(quantity: number, closing: number): number {
    if (closing === 0) return quantity;
    const rest = roundToLot(this.#bars.instrument, quantity - closing);
    return Math.abs(rest) <= DUST * Math.abs(quantity) ? 0 : rest;
  }

  #fill(
    order: WorkingOrder,
    quantity: number,
    effect: Fill['effect'],
    price: number,
    i: number,
    events: BrokerEvents,
  ): void {
    const fill = this.#report;
    order.filledQuantity += quantity;
    fill.orderId = order.id;
    fill.bar = i;
    fill.quantity = quantity;
    fill.price = price;
    fill.commission = this.#options.commission.commission(Math.abs(quantity), price, this.#bars.instrument.multiplier);
    fill.effect = effect;
    events.fill(fill);
  }

  #unslipped(i: number): number {
    return this.#options.onClose ? this.#bars.close[i] : this.#bars.open[i];
  }

  #price(quantity: number, i: number): number {
    return marketFillPrice(this.#unslipped(i), quantity, this.#bars, i, this.#options);
  }

  #affordable(order: WorkingOrder, wanted: number, price: number): number {
    const { commission, insufficient } = this.#options;
    const { cash } = this.#portfolio;
    const units = affordableUnits(wanted, price, cash, this.#position.quantity, commission, this.#bars.instrument);
    const shrinks = insufficient === 'default' ? order.sized : insufficient === 'shrink';
    return units === wanted || shrinks ? units : 0;
  }
}

/** The part of an order that takes the position toward zero: signed as the order. */
function closingPart(quantity: number, held: number): number {
  if (held === 0 || quantity > 0 === held > 0) return 0;
  return Math.abs(quantity) < Math.abs(held) ? quantity : -held;
}
