import type { BarSeries, Broker, BrokerEvents, Calendar, Order } from '@tidemark/core-market';
import type { Ambiguity } from './ambiguity.ts';
import { BacktestingPyBuyingPower, CashBuyingPower, EquityBuyingPower, Unchecked } from './market/buying-power.ts';
import type { Account, BuyingPower } from './market/buying-power.ts';
import { Clearing, type ClearingOptions } from './market/clearing.ts';
import { InstrumentMarket, type AtOpen, type InstrumentMarketOptions } from './market/instrument-market.ts';
import { noLatency, type LatencyModel } from './market/latency.ts';
import { cashMargin, type MarginModel } from './market/margin.ts';
import { uncovered } from './market/acceptance.ts';
import { shareOut, type Increase } from './market/contention.ts';
import type { CorporateAction } from './market/corporate-actions.ts';
import { orderAfter } from './market/order-after.ts';
import { matchQueue } from './market/queue.ts';
import { isWorking } from './orders/life-cycle.ts';
import type { WorkingOrder } from './orders/working-order.ts';
import type { Holding, Portfolio } from './portfolio.ts';
import type { Semantics } from './semantics.ts';

/** What a fill costs, and when an order may have one. */
export interface MarketSimulatorOptions extends ClearingOptions {
  readonly margin: MarginModel;
  readonly latency: LatencyModel;
  /** Whose sessions orders for the day live for, by symbol; who is left out has days in UTC. */
  readonly calendars?: Readonly<Record<string, Calendar>> | undefined;
  /** Finer bars by symbol. */
  readonly detail?: Readonly<Record<string, BarSeries>> | undefined;
  readonly quotes?: InstrumentMarketOptions['quotes'];
}

/** One instrument of a simulated market, and where its bars stand on the clock of the run. */
interface Lane {
  readonly market: InstrumentMarket;
  /** Index into its bars at each moment, -1 where it has none; undefined where the clock is its own. */
  readonly index: Int32Array | undefined;
}

/** An order that the open of its instrument reaches. */
interface Reached extends AtOpen {
  readonly market: InstrumentMarket;
}

/** The broker of a backtest: matches working orders of every instrument against their bars. */
export class MarketSimulator implements Broker {
  readonly ambiguities: Ambiguity[] = [];
  readonly power: BuyingPower;
  readonly #account: Account;
  readonly #portfolio: Portfolio;
  readonly #options: MarketSimulatorOptions;
  readonly #lanes: Lane[] = [];
  readonly #bySymbol = new Map<string, Lane>();

  constructor(portfolio: Portfolio, options: MarketSimulatorOptions) {
    this.#portfolio = portfolio;
    this.#options = options;
    this.#account = { portfolio, commission: options.commission, margin: options.margin };
    this.power = powerOf(options.semantics, this.#account);
  }

  /** Opens the market of an instrument. @param index into its bars at each moment of a common clock */
  list(bars: BarSeries, index?: Int32Array): InstrumentMarket {
    const holding = this.#portfolio.holding(bars.instrument);
    const { semantics, latency, calendars, detail, quotes } = this.#options;
    const clearing = new Clearing(bars, holding, this.power, this.#options);
    const { ambiguities } = this;
    const market = new InstrumentMarket(bars, holding, clearing, {
      semantics,
      latency,
      calendar: calendars?.[bars.symbol],
      detail: detail?.[bars.symbol],
      quotes,
      ambiguities,
    });
    const lane = { market, index };
    this.#lanes.push(lane);
    this.#bySymbol.set(bars.symbol, lane);
    return market;
  }

  submit(order: WorkingOrder): void {
    this.#laneOf(order).market.submit(order);
  }

  #laneOf({ symbol }: { readonly symbol: string }): Lane {
    return this.#lanes.length === 1 ? this.#lanes[0] : this.#bySymbol.get(symbol)!;
  }

  cancel(id: number): boolean {
    for (const { market } of this.#lanes) {
      const order = market.orders.find((each) => each.id === id);
      if (order === undefined) continue;
      order.become('cancelled');
      return market.withdraw(order);
    }
    return false;
  }

  working(): readonly Order[] {
    const [only] = this.#lanes;
    if (this.#lanes.length === 1) return only.market.orders;
    return this.#lanes.flatMap(({ market }) => market.orders).toSorted((one, other) => one.id - other.id);
  }

  /** Open orders after a corporate action. */
  adjust(action: CorporateAction, events: BrokerEvents): void {
    const { market } = this.#laneOf(action);
    for (const order of market.orders.slice()) {
      if (!isWorking(order)) continue; // whoever heard of the one before has taken it back
      const { type, quantity, filledQuantity, limitPrice, stopPrice, request } = order;
      const prices = { limitPrice, stopPrice, trail: request?.trail };
      const asked = { type, quantity, filledQuantity, ...prices, timeInForce: request?.timeInForce };
      const terms = orderAfter(action, asked, market.bars.instrument);
      if (terms === undefined) this.#end(market, order, 'cancelled', 'CORPORATE_ACTION', events);
      else market.amend(order, terms);
    }
  }

  #end(
    market: InstrumentMarket,
    order: WorkingOrder,
    status: Order['status'],
    reason: string,
    events: BrokerEvents,
  ): void {
    market.withdraw(order);
    order.become(status);
    order.reason = reason;
    events.order(order);
  }

  /** The first bar of the only instrument from `from` on that may fill an order; the trailing stops have moved up to it. */
  passUntil(from: number, to: number): number {
    const { queue } = this.#options.semantics;
    return this.#lanes.length === 1 && queue === 'phases' ? this.#lanes[0].market.passUntil(from, to) : from;
  }

  /** True where nothing keeps a plain order from the next open. */
  get fillsNextOpen(): boolean {
    const { semantics, latency } = this.#options;
    const limited = this.#lanes.some(({ market }) => market.clearing.limited);
    return semantics.queue === 'phases' && !semantics.onClose && latency === noLatency && !limited;
  }

  /** Fills orders plainly at market that were never sent, one of an instrument and no others, at the opens of a moment. */
  fillPlain(orders: readonly WorkingOrder[], moment: number, events: BrokerEvents): void {
    const [lane] = this.#lanes;
    if (this.#lanes.length > 1) return this.#fillPlainTogether(orders, moment, events);
    for (const order of orders) {
      lane.market.clearing.settle(order, lane.market.openOf(order, moment), moment, 'open', events);
    }
  }

  #fillPlainTogether(orders: readonly WorkingOrder[], moment: number, events: BrokerEvents): void {
    const reached = orders.map((order): Reached => {
      const { market, index } = this.#laneOf(order);
      return { market, order, price: market.openOf(order, index === undefined ? moment : index[moment]) };
    });
    const [{ market, order, price }] = reached;
    if (reached.length > 1 || !market.clearing.onlyCloses(order)) this.#markOpens(moment);
    for (const each of reached) each.market.holding.mark = each.price;
    if (reached.length > 1) this.#fillOpens(reached, events);
    else market.clearing.settle(order, price, market.bar, 'open', events);
  }

  /** Rule 15: at each moment all opens come before what happens inside the bars, and reductions before increases. */
  advance(i: number, events: BrokerEvents): void {
    const { queue } = this.#options.semantics;
    if (queue !== 'phases') this.#matchQueues(i, events);
    else if (this.#lanes.length === 1) this.#lanes[0].market.match(i, events);
    else this.#matchTogether(i, events);
  }

  /** Rule 3, `onClose`: orders at market fill at the close that decided them. */
  atClose(i: number, events: BrokerEvents): void {
    for (const { market, index } of this.#lanes) {
      const bar = index === undefined ? i : index[i];
      if (bar >= 0) market.fillAtDecision(bar, events);
    }
  }

  #matchTogether(i: number, events: BrokerEvents): void {
    const only = this.#onlyOrder();
    if (only !== undefined) return this.#matchOnly(only, i, events);
    this.#markOpens(i);
    const open: InstrumentMarket[] = [];
    for (const { market, index } of this.#lanes) {
      const bar = index === undefined ? i : index[i];
      if (bar < 0) continue;
      if (market.begin(bar, events)) open.push(market);
      else market.rest(bar);
    }
    if (open.length === 0) return;
    const whole = open.filter(({ walks }) => !walks);
    this.#fillOpens(
      whole.flatMap((market) => market.reachedAtOpen().map(({ order, price }): Reached => ({ market, order, price }))),
      events,
    );
    for (const market of open) {
      if (market.walks) market.walk(events);
      else market.inside(events);
    }
    for (const market of open) market.end(events);
  }

  /** Reductions before increases, which share what there is. */
  #fillOpens(found: readonly Reached[], events: BrokerEvents): void {
    const reductions = found.filter(({ market, order }) => market.clearing.closes(order));
    for (const each of reductions) each.market.fillAtOpen(each, events);
    const increases = found.filter((each) => !reductions.includes(each) && isWorking(each.order));
    const wanted = increases.map(({ market, order, price }): Increase => ({ order, price, holding: market.holding }));
    const shares = this.#options.semantics.contention === 'proRata' ? shareOut(wanted, this.#account) : undefined;
    if (shares === undefined) increases.sort((one, other) => one.order.id - other.order.id);
    for (const [k, each] of increases.entries()) each.market.fillAtOpen(each, events, shares?.[k]);
  }

  /** Valued at their opens is what may fill, and what is held. */
  #markOpens(i: number): void {
    for (const { market, index } of this.#lanes) {
      const { holding, orders, bars } = market;
      if (orders.length === 0 && holding.position.quantity === 0) continue;
      const bar = index === undefined ? i : index[i];
      if (bar >= 0) holding.mark = bars.open[bar];
    }
  }

  /** Where one order of one instrument works, and nothing can contend with it. */
  #onlyOrder(): Lane | undefined {
    let only: Lane | undefined;
    for (const lane of this.#lanes) {
      const { length } = lane.market.orders;
      if (length === 0) continue;
      if (length > 1 || only !== undefined) return undefined;
      only = lane;
    }
    return only;
  }

  #matchOnly({ market, index }: Lane, i: number, events: BrokerEvents): void {
    const bar = index === undefined ? i : index[i];
    if (bar < 0) return;
    this.#markOpens(i);
    market.match(bar, events);
  }

  /** The peers' single queue. They value what is open at the close of the bar that fills. */
  #matchQueues(i: number, events: BrokerEvents): void {
    const met = this.#met(i);
    if (this.#options.semantics.checkAtSubmission) this.#refuseUncovered(met, events);
    for (const [market, bar] of met) market.holding.mark = market.bars.close[bar];
    const open: InstrumentMarket[] = [];
    for (const [market, bar] of met) {
      if (market.begin(bar, events)) open.push(market);
      else market.rest(bar);
    }
    matchQueue(open, events);
    for (const market of open) market.end(events);
  }

  /** The markets that have a bar at a moment. */
  #met(i: number): [market: InstrumentMarket, bar: number][] {
    const met: [InstrumentMarket, number][] = [];
    for (const { market, index } of this.#lanes) {
      const bar = index === undefined ? i : index[i];
      if (bar >= 0) met.push([market, bar]);
    }
    return met;
  }

  #refuseUncovered(met: readonly [InstrumentMarket, number][], events: BrokerEvents): void {
    const fresh = met.flatMap(([market, bar]) => market.fresh(bar)).toSorted((one, other) => one.id - other.id);
    if (fresh.length === 0) return;
    const marketOf = (order: WorkingOrder): InstrumentMarket => this.#laneOf(order).market;
    const holding = (order: WorkingOrder): Holding => marketOf(order).holding;
    const close = (order: WorkingOrder): number => marketOf(order).bars.close[order.createdBar];
    for (const order of uncovered(fresh, holding, close, this.#account)) {
      if (isWorking(order)) this.#end(marketOf(order), order, 'rejected', 'INSUFFICIENT_CASH', events);
    }
  }
}

function powerOf({ buyingPower }: Semantics, account: Account): BuyingPower {
  if (buyingPower === 'unchecked') return new Unchecked(account);
  if (buyingPower === 'backtesting.py') return new BacktestingPyBuyingPower(account);
  // Contracts on margin cost no cash.
  const cash = buyingPower === 'cash' && account.margin === cashMargin;
  return cash ? new CashBuyingPower(account) : new EquityBuyingPower(account);
}
