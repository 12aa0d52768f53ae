import { closeTimeAt, lowerBound } from '@tidemark/core-market';
import type { BarSeries, BrokerEvents, Calendar, Columns } from '@tidemark/core-market';
import type { Ambiguity } from '../ambiguity.ts';
import { isAtMarket, isLimit } from '../orders/touch.ts';
import { isWorking } from '../orders/life-cycle.ts';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { Holding } from '../portfolio.ts';
import type { Semantics } from '../semantics.ts';
import type { Clearing, Moment } from './clearing.ts';
import { entryBarOutcome } from './entry-bar.ts';
import { InstrumentOrders } from './instrument-orders.ts';
import { earliestBar, noLatency, type LatencyModel } from './latency.ts';
import type { OrderTerms } from './order-after.ts';
import { PriceBar, type Quotes } from './price-bar.ts';
import { atOpenFirst, insideFirst } from './priority.ts';
import { UntouchedBars } from './untouched-bars.ts';

/** An order that the open of a bar reaches, and at what price. */
export interface AtOpen {
  readonly order: WorkingOrder;
  readonly price: number;
}

/** What an instrument's market needs to know besides its bars. */
export interface InstrumentMarketOptions {
  readonly semantics: Semantics;
  readonly latency: LatencyModel;
  /** An order for the day lives as long as its session lasts. Default: days in UTC. */
  readonly calendar?: Calendar | undefined;
  /** Finer bars of the instrument, which say what happened inside a bar. */
  readonly detail?: BarSeries | undefined;
  /** What buyers pay and sellers get at each bar, where that is not the bar itself. */
  readonly quotes?: Quotes | undefined;
  /** Where bars that do not show what decided are written down. */
  readonly ambiguities: Ambiguity[];
}

/**
 * One instrument's orders against its bars. A bar has three moments: its open, what happens inside it, and its close;
 * rules 2 to 9 of BAR-SEMANTICS say who comes first. A bar that reaches no order costs two comparisons.
 */
export class InstrumentMarket {
  readonly bars: BarSeries;
  readonly holding: Holding;
  readonly clearing: Clearing;
  readonly semantics: Semantics;
  /** The other leg of a bracket, while it works. */
  sibling: (leg: WorkingOrder) => WorkingOrder | undefined = () => undefined;
  readonly #options: InstrumentMarketOptions;
  readonly #orders: InstrumentOrders;
  /** Legs that were made by the fill that is being booked. */
  #born: WorkingOrder[] = [];
  /** What orders meet right now. */
  readonly #prices: PriceBar;
  readonly #untouched: UntouchedBars;
  #bar = -1;
  #moment: Moment | 'between' = 'between';

  constructor(bars: BarSeries, holding: Holding, clearing: Clearing, options: InstrumentMarketOptions) {
    this.bars = bars;
    this.holding = holding;
    this.clearing = clearing;
    this.semantics = options.semantics;
    this.#options = options;
    const { bought = bars, sold = bars } = options.quotes ?? {};
    this.#prices = new PriceBar(options.semantics.limitTouch, bought, sold);
    this.#orders = new InstrumentOrders(bars, options.calendar);
    this.#untouched = new UntouchedBars(bars, this.#orders, this.#prices, options);
  }

  /** The bar that is met. */
  get bar(): number {
    return this.#bar;
  }

  /** Orders that work, by submission. */
  get orders(): readonly WorkingOrder[] {
    return this.#orders.all;
  }

  /** An order of the engine. What a fill triggers may meet the bar of that fill: rules 1 d and 8. */
  submit(order: WorkingOrder): void {
    const { queue, onClose } = this.semantics;
    const front = queue === 'stopFirst' && order.closes !== undefined && order.leg !== 'target';
    this.#orders.add(order, front);
    const atOnce = onClose && order.type === 'market' && order.request?.at === undefined;
    const { latency } = this.#options;
    const next =
      latency === noLatency ? order.createdBar + 1 : earliestBar(latency, this.bars, order.createdBar, order.id);
    // Legs are made where the fill is; what slept has come as late as any other order.
    if (order.follows && this.#moment !== 'between') return this.#bear(order, order.leg === undefined ? next : 0);
    order.dueBar = atOnce ? order.createdBar : next;
    this.#orders.hold(order);
  }

  #bear(order: WorkingOrder, earliest: number): void {
    order.bornInside = this.#moment === 'inside';
    order.bornRow = this.#prices.row;
    const waits = order.leg === undefined ? order.bornInside : this.semantics.legs === 'nextBar';
    order.dueBar = Math.max(earliest, waits || this.#moment === 'close' ? this.#bar + 1 : this.#bar);
    if (order.dueBar > this.#bar) return this.#orders.hold(order);
    this.#born.push(order);
    this.#orders.admit(order, this.#bar);
  }

  /** @returns false where the order does not work here */
  withdraw(order: WorkingOrder): boolean {
    return this.#orders.withdraw(order);
  }

  /** Bar `i` begins: orders that are due come in, others expire. @returns false where it reaches none */
  begin(i: number, events: BrokerEvents): boolean {
    if (this.#orders.all.length === 0) return false;
    this.#bar = i;
    this.#orders.admitDue(i);
    if (this.#orders.lifetimes.watches)
      for (const order of this.#orders.lifetimes.expired(i)) this.expire(order, events);
    this.#prices.moveTo(i);
    if (!this.#orders.lifetimes.watches && !this.#untouched.areMet()) return false;
    this.clearing.open(i);
    return true;
  }

  /** What the open reaches, legs first, then at market, then the rest. */
  reachedAtOpen(): AtOpen[] {
    const { openDecides } = this.semantics;
    const found: AtOpen[] = [];
    for (const order of this.#orders.waiting.met(this.#prices.high, this.#prices.low)) {
      if (!openDecides && order.leg === 'target' && this.#touches(this.sibling(order))) continue;
      const price = this.#priceAtOpen(order);
      if (price === price) found.push({ order, price });
    }
    return found.length < 2 ? found : found.sort((one, other) => atOpenFirst(one.order, other.order));
  }

  /** Fills at the open; what this triggers and the open has passed fills at once. */
  fillAtOpen({ order, price }: AtOpen, events: BrokerEvents, most?: number): void {
    if (!isWorking(order)) return;
    for (const leg of this.settle(order, price, 'open', events, most)) {
      const reached = this.#priceAtOpen(leg, price);
      if (reached === reached) this.fillAtOpen({ order: leg, price: reached }, events);
    }
  }

  /** What happens inside the bar: protective stops, then the rest by submission. */
  inside(events: BrokerEvents): void {
    const met = this.#orders.waiting.met(this.#prices.high, this.#prices.low);
    if (met.length === 0) return;
    const candidates = met.filter(({ request }) => request?.at !== 'open');
    for (const order of candidates.sort(insideFirst)) {
      if (isWorking(order) && order.dueBar <= this.#bar) this.#meetInside(order, events);
    }
  }

  /** Orders for the close of the bar; then what its end brings: expiries, and trailing stops that move. */
  end(events: BrokerEvents): void {
    for (const order of this.#orders.waiting.atClose.slice()) {
      if (this.#prices.closeFills(order) && isWorking(order)) {
        this.settle(order, this.#prices.close(order), 'close', events);
      }
      if (isWorking(order)) this.expire(order, events);
    }
    if (this.#orders.lifetimes.watches) for (const order of this.#orders.lifetimes.spent()) this.expire(order, events);
    this.rest(this.#bar);
  }

  /** The end of what orders have met: trailing stops move. Finer bars have moved them already. */
  rest(i: number): void {
    if (this.#untouched.walked !== i) this.#untouched.rest(i);
  }

  /** The bars that fill none of the orders that wait. @returns the first that is to be met */
  passUntil(from: number, to: number): number {
    return this.#untouched.passUntil(from, to);
  }

  /** Columns of the strategy, for trailing distances. */
  set columns(columns: Columns) {
    this.#untouched.columns = columns;
  }

  /** Rule 3, `onClose`: orders at market fill at the close that decided them. */
  fillAtDecision(i: number, events: BrokerEvents): void {
    this.#bar = i;
    this.clearing.open(i);
    this.#orders.admitDue(i);
    this.#prices.moveTo(i);
    const reduces = (order: WorkingOrder): boolean => this.clearing.closes(order);
    const orders = this.#orders.waiting.atMarket.slice();
    for (const order of [...orders.filter(reduces), ...orders.filter((each) => !reduces(each))]) {
      if (isWorking(order)) this.settle(order, this.#prices.close(order), 'close', events);
    }
  }

  /** The whole of bar `i`, where this instrument trades alone. */
  match(i: number, events: BrokerEvents): void {
    const only = this.#orders.takeOnly(i);
    if (only !== undefined) return this.#matchOnly(only, i, events);
    if (!this.begin(i, events)) return this.rest(i);
    if (this.walks) this.walk(events);
    else {
      this.#matchOpen(events);
      this.inside(events);
    }
    this.end(events);
  }

  /** True where finer bars say what happens inside a bar. */
  get walks(): boolean {
    return this.#options.detail !== undefined;
  }

  /** The finer bars of the bar, each with an open and an inside of its own; the bar itself where there are none. */
  walk(events: BrokerEvents): void {
    const i = this.#bar;
    const detail = this.#options.detail!;
    const from = lowerBound(detail.time, this.bars.time[i]);
    const to = lowerBound(detail.time, closeTimeAt(this.bars, i));
    if (from < to) this.#untouched.walked = i;
    for (let row = from; row < to; row++) {
      this.#prices.moveTo(row, detail);
      this.clearing.time = detail.time[row];
      if (this.#untouched.areMet()) {
        this.#matchOpen(events);
        this.inside(events);
      }
      this.#untouched.rest(i);
    }
    this.clearing.time = undefined;
    const { bought = this.bars, sold = this.bars } = this.#options.quotes ?? {};
    this.#prices.moveTo(i, bought, sold);
    if (from < to) return;
    this.#matchOpen(events);
    this.inside(events);
  }

  /** The open of bar `i`, at which an order that was never sent fills. */
  openOf(order: WorkingOrder, i: number): number {
    this.#bar = i;
    this.#prices.moveTo(i);
    return this.#prices.open(order);
  }

  /** One plain order at market, and nothing else that works. */
  #matchOnly(order: WorkingOrder, i: number, events: BrokerEvents): void {
    this.#bar = i;
    this.clearing.open(i);
    if (this.clearing.limited) this.#orders.waiting.add(order);
    this.#prices.moveTo(i);
    this.settle(order, this.#prices.open(order), 'open', events);
  }

  /** Reductions come before increases. */
  #matchOpen(events: BrokerEvents): void {
    const found = this.reachedAtOpen();
    if (found.length === 1) return this.fillAtOpen(found[0], events); // mostly: nobody to come before
    const reductions = found.filter(({ order }) => this.clearing.closes(order));
    for (const each of reductions) this.fillAtOpen(each, events);
    for (const each of found) if (!reductions.includes(each)) this.fillAtOpen(each, events);
  }

  /** An order inside the bar, which the open did not reach. */
  #meetInside(order: WorkingOrder, events: BrokerEvents): void {
    const price = this.#priceInside(order);
    if (price !== price) return;
    if (order.leg === 'stop') {
      const target = this.sibling(order);
      if (this.#touches(target)) return this.#decideLegs(order, price, target, events);
    }
    const inGroup = (other: WorkingOrder): boolean => other !== order && other.ocoGroup === order.ocoGroup;
    const partners =
      order.ocoGroup === undefined ? [] : this.orders.filter((each) => inGroup(each) && this.#touches(each));
    const entry = isLimit(order) ? 'limit' : 'stop';
    const born = this.settle(order, price, 'inside', events);
    if (partners.length > 0 && order.filledQuantity !== 0) this.note('bothEntries', [order, ...partners], order);
    if (born.length === 0 || this.semantics.legs !== 'certain') return;
    // A leg that the entry itself is beyond needs no path: it is filled where the entry was.
    const beyond = born.find((leg) => !Number.isNaN(this.#priceAtOpen(leg, price)));
    if (beyond === undefined) this.#legsOfEntry(order, entry, born, events);
    else this.settle(beyond, price, 'inside', events);
  }

  /** Rule 7: stop and target were both touched, after the entry. */
  #decideLegs(stop: WorkingOrder, price: number, target: WorkingOrder, events: BrokerEvents): void {
    const { sameBar } = this.semantics;
    const nearest = sameBar === 'nearest' ? this.#prices.nearestLeg(stop) : undefined;
    const first = nearest ?? (sameBar === 'stop' ? 'stop' : 'target');
    this.note('stopAndTarget', [stop, target], first === 'stop' ? stop : target);
    if (first === 'stop') this.settle(stop, price, 'inside', events);
    else this.settle(target, target.limitPrice!, 'inside', events);
  }

  /** Rule 8: legs of an entry inside this bar. */
  #legsOfEntry(
    order: WorkingOrder,
    entry: 'limit' | 'stop',
    born: readonly WorkingOrder[],
    events: BrokerEvents,
  ): void {
    const stop = born.find(({ leg }) => leg === 'stop');
    const target = born.find(({ leg }) => leg === 'target');
    const { fills, certain } = entryBarOutcome(this.#prices.entryBar(entry, stop, target), this.semantics);
    const filled = fills === 'stop' ? stop : fills === 'target' ? target : undefined;
    if (!certain) this.note('legInEntryBar', [order, ...born], filled);
    if (filled !== undefined) this.settle(filled, (filled.stopPrice ?? filled.limitPrice)!, 'inside', events);
  }

  /** Writes down that a bar does not show what decided. */
  note(kind: Ambiguity['kind'], orders: readonly WorkingOrder[], filled: WorkingOrder | undefined): void {
    const { symbol, time } = this.bars;
    const [bar, ids] = [this.#bar, orders.map(({ id }) => id)];
    this.#options.ambiguities.push({ bar, time: time[bar], symbol, orders: ids, kind, filled: filled?.id });
  }

  /**
   * Fills an order and takes it out where it is done.
   *
   * @returns what the fill triggered and may meet this bar
   */
  settle(order: WorkingOrder, price: number, moment: Moment, events: BrokerEvents, most?: number): WorkingOrder[] {
    const rests = this.clearing.limited;
    if (!rests) this.withdraw(order); // before anybody is told
    const before = this.#moment;
    this.#moment = moment;
    this.clearing.settle(order, price, this.#bar, moment, events, most);
    this.#moment = before;
    if (rests) this.#leave(order);
    const born = this.#born;
    if (born.length === 0) return born;
    this.#born = [];
    return born.filter(isWorking); // whoever heard of the fill may have taken them back
  }

  /** An order goes on with other terms. */
  amend(order: WorkingOrder, terms: OrderTerms): void {
    this.#orders.amend(order, terms);
  }

  /** What volume left of an order goes on with the next bar, and of a stop that was passed without waiting for it again. */
  #leave(order: WorkingOrder): void {
    if (!isWorking(order)) return void this.withdraw(order);
    order.dueBar = this.#bar + 1;
    if (this.semantics.queue === 'phases' && !isLimit(order) && !isAtMarket(order)) this.trigger(order);
  }

  /** An order's time is over. */
  expire(order: WorkingOrder, events: BrokerEvents): void {
    if (!this.withdraw(order)) return;
    order.become(order.filledQuantity === 0 ? 'expired' : 'cancelled');
    order.reason = 'EXPIRED';
    events.order(order);
  }

  /** Orders that may meet the bar, in the order of the queue. */
  queued(): WorkingOrder[] {
    return this.#orders.queued(this.#bar);
  }

  /** A stop was passed: a stop-limit is a limit from now on. */
  trigger(order: WorkingOrder): void {
    this.#orders.waiting.trigger(order);
  }

  /** Orders that are new to bar `i`. */
  fresh(i: number): WorkingOrder[] {
    return this.#orders.fresh(i);
  }

  #priceAtOpen(order: WorkingOrder, entry?: number): number {
    if (this.#prices.triggersAtOpen(order)) this.trigger(order);
    return this.#prices.priceAtOpen(order, entry);
  }

  /** A stop-limit that triggers and cannot fill is a limit from the next bar on. */
  #priceInside(order: WorkingOrder): number {
    const price = this.#prices.priceInside(order);
    if (this.#prices.triggersInside(order)) this.trigger(order);
    return price;
  }

  #touches(order: WorkingOrder | undefined): order is WorkingOrder {
    return order !== undefined && order.dueBar <= this.#bar && this.#prices.touches(order);
  }
}
