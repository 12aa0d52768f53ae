import type { BarSeries, BrokerEvents, Columns } from '@tidemark/core-market';
import type { Ambiguity } from '../ambiguity.ts';
import { isBehind, isTouched, isTriggeredAtOpen, passes, priceAtOpen, priceInside, reaches } from '../orders/touch.ts';
import { remove, WaitingOrders } from '../orders/waiting-orders.ts';
import { isWorking, type WorkingOrder } from '../orders/working-order.ts';
import type { Holding } from '../portfolio.ts';
import type { Semantics } from '../semantics.ts';
import type { Clearing, Moment } from './clearing.ts';
import { entryBarOutcome } from './entry-bar.ts';
import { earliestBar, noLatency, type LatencyModel } from './latency.ts';
import { OrderLifetimes } from './order-lifetimes.ts';
import { raiseTrailingStop } from './trailing-stop.ts';

/** An order that the open of a bar reaches, and at what price. */
export interface AtOpen {
  readonly order: WorkingOrder;
  readonly price: number;
}

/** What an instrument's market needs to know besides its bars. */
export interface InstrumentMarketOptions {
  readonly semantics: Semantics;
  readonly latency: LatencyModel;
  /** The session of a time: an order for the day lives as long as it lasts. */
  readonly sessionOf?: ((time: number) => number) | undefined;
  /** Where bars that do not show what decided are written down. */
  readonly ambiguities: Ambiguity[];
}

/**
 * One instrument's orders against its bars. A bar has three moments: its open, what happens inside it, and its close;
 * rules 2 to 9 of BAR-SEMANTICS say who comes first. A bar that reaches no order costs two comparisons.
 */
export class InstrumentMarket {
  readonly holding: Holding;
  readonly clearing: Clearing;
  readonly semantics: Semantics;
  /** Columns of the strategy, for trailing distances. */
  columns: Columns = {};
  /** The other leg of a bracket, while it works. */
  sibling: (leg: WorkingOrder) => WorkingOrder | undefined = () => undefined;
  readonly #options: InstrumentMarketOptions;
  readonly #lifetimes: OrderLifetimes;
  /** Every order that works here, by submission. */
  readonly #orders: WorkingOrder[] = [];
  /** Those that have not met a bar yet. */
  #fresh: WorkingOrder[] = [];
  readonly #waiting = new WaitingOrders();
  /** Legs that were made by the fill that is being booked. */
  #born: WorkingOrder[] = [];
  #bars: BarSeries;
  #bar = -1;
  #moment: Moment | 'between' = 'between';
  #rank = 0;
  #front = 0;

  constructor(bars: BarSeries, holding: Holding, clearing: Clearing, options: InstrumentMarketOptions) {
    this.#bars = bars;
    this.holding = holding;
    this.clearing = clearing;
    this.semantics = options.semantics;
    this.#options = options;
    this.#lifetimes = new OrderLifetimes(bars, options.sessionOf);
  }

  /** The bar that is met. */
  get bar(): number {
    return this.#bar;
  }

  get bars(): BarSeries {
    return this.#bars;
  }

  /** Orders that work, by submission. */
  get orders(): readonly WorkingOrder[] {
    return this.#orders;
  }

  /** An order of the engine. What a fill triggers may meet the bar of that fill: rules 1 d and 8. */
  submit(order: WorkingOrder): void {
    const { queue, onClose } = this.semantics;
    const front = queue === 'stopFirst' && order.closes !== undefined && order.leg !== 'target';
    order.rank = front ? --this.#front : ++this.#rank;
    this.#orders.push(order);
    const triggered = order.leg !== undefined || order.request?.after !== undefined;
    if (triggered && this.#moment !== 'between') return this.#bear(order);
    const atOnce = onClose && order.type === 'market' && order.request?.at === undefined;
    const { latency } = this.#options;
    const next =
      latency === noLatency ? order.createdBar + 1 : earliestBar(latency, this.#bars, order.createdBar, order.id);
    order.dueBar = atOnce ? order.createdBar : next;
    this.#fresh.push(order);
  }

  #bear(order: WorkingOrder): void {
    order.bornInside = this.#moment === 'inside';
    const waits = order.leg === undefined ? order.bornInside : this.semantics.legs === 'nextBar';
    const over = this.#moment === 'close';
    order.dueBar = waits || over ? this.#bar + 1 : this.#bar;
    if (order.dueBar > this.#bar) return void this.#fresh.push(order);
    this.#born.push(order);
    this.#admit(order);
  }

  /** @returns false where the order does not work here */
  withdraw(order: WorkingOrder): boolean {
    if (!remove(this.#orders, order)) return false;
    if (!remove(this.#fresh, order)) this.#dismiss(order);
    return true;
  }

  /** Bar `i` begins: orders that are due come in, others expire. @returns false where it reaches none */
  begin(i: number, events: BrokerEvents): boolean {
    if (this.#orders.length === 0) return false;
    this.#bar = i;
    if (this.#fresh.length > 0) this.#admitDue(i);
    if (this.#lifetimes.watches) for (const order of this.#lifetimes.expired(i)) this.expire(order, events);
    if (!this.#lifetimes.watches && !this.#waiting.meets(this.#bars.high[i], this.#bars.low[i])) return false;
    this.clearing.open(i);
    return true;
  }

  /** What the open of the bar reaches, legs first, then at market, then the rest. */
  reachedAtOpen(): AtOpen[] {
    const i = this.#bar;
    const open = this.#bars.open[i];
    const { openDecides } = this.semantics;
    const found: AtOpen[] = [];
    for (const order of this.#waiting.met(this.#bars.high[i], this.#bars.low[i])) {
      if (!openDecides && order.leg === 'target' && this.#touches(this.sibling(order), i)) continue;
      const price = this.#priceAtOpen(order, open);
      if (price === price) found.push({ order, price });
    }
    return found.sort((one, other) => classOf(one.order) - classOf(other.order) || one.order.rank - other.order.rank);
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
    const i = this.#bar;
    const candidates = this.#waiting
      .met(this.#bars.high[i], this.#bars.low[i])
      .filter(({ request }) => request?.at !== 'open');
    candidates.sort((one, other) => stopsFirst(one) - stopsFirst(other) || one.rank - other.rank);
    for (const order of candidates) if (isWorking(order) && order.dueBar <= i) this.#meetInside(order, i, events);
  }

  /** Orders for the close of the bar; then what its end brings: expiries, and trailing stops that move. */
  end(events: BrokerEvents): void {
    const i = this.#bar;
    const close = this.#bars.close[i];
    for (const order of this.#waiting.atClose.slice()) {
      const { limitPrice, buys } = order;
      const good = limitPrice === undefined || reaches(limitPrice, close, buys, this.semantics.limitTouch);
      if (good && isWorking(order)) this.settle(order, close, 'close', events);
      if (isWorking(order)) this.expire(order, events);
    }
    if (this.#lifetimes.watches) for (const order of this.#lifetimes.spent()) this.expire(order, events);
    this.rest(i);
  }

  /** The end of a bar that reached no order. */
  rest(i: number): void {
    const { high, low, close } = this.#bars;
    const { trailFrom } = this.semantics;
    for (const order of this.#waiting.trailing) {
      // The extreme of a bar may lie before the entry inside it.
      const unclear = order.bornInside && order.createdBar === i;
      const extreme = order.buys ? low[i] : high[i];
      raiseTrailingStop(order, trailFrom === 'close' || unclear ? close[i] : extreme, this.columns, i);
    }
  }

  /** Rule 3, `onClose`: orders at market fill at the close that decided them. */
  fillAtDecision(i: number, events: BrokerEvents): void {
    if (this.#fresh.length === 0) return;
    this.#bar = i;
    this.clearing.open(i);
    this.#admitDue(i);
    const close = this.#bars.close[i];
    const reduces = (order: WorkingOrder): boolean => this.clearing.closes(order);
    const orders = this.#waiting.atMarket.slice();
    for (const order of [...orders.filter(reduces), ...orders.filter((each) => !reduces(each))]) {
      if (isWorking(order)) this.settle(order, close, 'close', events);
    }
  }

  /** The whole of bar `i`, where this instrument trades alone. */
  match(i: number, events: BrokerEvents): void {
    if (!this.begin(i, events)) return this.rest(i);
    this.#matchOpen(events);
    this.inside(events);
    this.end(events);
  }

  /** Reductions come before increases. */
  #matchOpen(events: BrokerEvents): void {
    if (this.#orders.length === 1 && this.#waiting.atMarket.length === 1) {
      const order = this.#waiting.atMarket[0]; // the bar of most strategies
      return this.fillAtOpen({ order, price: this.#bars.open[this.#bar] }, events);
    }
    const found = this.reachedAtOpen();
    if (found.length === 0) return;
    const reductions = found.filter(({ order }) => this.clearing.closes(order));
    for (const each of reductions) this.fillAtOpen(each, events);
    for (const each of found) if (!reductions.includes(each)) this.fillAtOpen(each, events);
  }

  /** An order inside the bar, which the open did not reach. */
  #meetInside(order: WorkingOrder, i: number, events: BrokerEvents): void {
    const price = this.#priceInside(order, i);
    if (price !== price) return;
    if (order.leg === 'stop') {
      const target = this.sibling(order);
      if (this.#touches(target, i)) return this.#decideLegs(order, price, target, i, events);
    }
    const inGroup = (other: WorkingOrder): boolean => other !== order && other.ocoGroup === order.ocoGroup;
    const partners =
      order.ocoGroup === undefined ? NONE : this.#orders.filter((each) => inGroup(each) && this.#touches(each, i));
    const born = this.settle(order, price, 'inside', events);
    if (partners.length > 0 && order.filledQuantity !== 0) {
      this.note(i, 'bothEntries', [order, ...partners], order);
    }
    if (born.length > 0 && this.semantics.legs === 'certain') this.#legsOfEntry(order, born, i, events);
  }

  /** Rule 7: stop and target were both touched, after the entry. */
  #decideLegs(stop: WorkingOrder, price: number, target: WorkingOrder, i: number, events: BrokerEvents): void {
    const { sameBar } = this.semantics;
    const first = sameBar === 'nearest' ? this.#nearest(stop, i) : sameBar === 'stop' ? 'stop' : 'target';
    this.note(i, 'stopAndTarget', [stop, target], first === 'stop' ? stop : target);
    if (first === 'stop') this.settle(stop, price, 'inside', events);
    else this.settle(target, target.limitPrice!, 'inside', events);
  }

  /** Rule 8: legs of an entry inside this bar. */
  #legsOfEntry(entry: WorkingOrder, born: readonly WorkingOrder[], i: number, events: BrokerEvents): void {
    const stop = born.find(({ leg }) => leg === 'stop');
    const target = born.find(({ leg }) => leg === 'target');
    const close = this.#bars.close[i];
    const buys = !entry.buys; // the side of the legs
    const { fills, certain } = entryBarOutcome(
      {
        entry: entry.type === 'limit' || entry.triggered ? 'limit' : 'stop',
        stopTouched: this.#touches(stop, i),
        targetTouched: this.#touches(target, i),
        closeBeyondStop: stop !== undefined && passes(stop.stopPrice!, close, buys),
        closeBeyondTarget: target !== undefined && reaches(target.limitPrice!, close, buys, this.semantics.limitTouch),
        nearest: stop === undefined ? 'target' : this.#nearest(stop, i),
      },
      this.semantics,
    );
    const filled = fills === 'stop' ? stop : fills === 'target' ? target : undefined;
    if (!certain) this.note(i, 'legInEntryBar', [entry, ...born], filled);
    if (filled !== undefined) this.settle(filled, (filled.stopPrice ?? filled.limitPrice)!, 'inside', events);
  }

  /** The leg on the side of the extreme that is nearer to the open. */
  #nearest(stop: WorkingOrder, i: number): 'stop' | 'target' {
    const { open, high, low } = this.#bars;
    const down = open[i] - low[i];
    const up = high[i] - open[i];
    return (stop.buys ? up <= down : down <= up) ? 'stop' : 'target';
  }

  /** Writes down that a bar does not show what decided. */
  note(i: number, kind: Ambiguity['kind'], orders: readonly WorkingOrder[], filled: WorkingOrder | undefined): void {
    const { symbol, time } = this.#bars;
    const ids = orders.map(({ id }) => id);
    this.#options.ambiguities.push({ bar: i, time: time[i], symbol, orders: ids, kind, filled: filled?.id });
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
    if (rests && !isWorking(order)) this.withdraw(order);
    else if (rests) order.dueBar = this.#bar + 1; // what volume left goes on with the next bar
    const born = this.#born;
    if (born.length > 0) this.#born = [];
    return born;
  }

  /** An order's time is over. */
  expire(order: WorkingOrder, events: BrokerEvents): void {
    if (!this.withdraw(order)) return;
    order.status = order.filledQuantity === 0 ? 'expired' : 'cancelled';
    order.reason = 'EXPIRED';
    events.order(order);
  }

  /** Orders that may meet the bar, in the order of the queue. */
  queued(): WorkingOrder[] {
    return this.#orders.filter(({ dueBar }) => dueBar <= this.#bar).toSorted((one, other) => one.rank - other.rank);
  }

  /** A stop-limit is a limit from now on. */
  trigger(order: WorkingOrder): void {
    this.#waiting.trigger(order);
  }

  /** Orders that are new to bar `i`. */
  fresh(i: number): WorkingOrder[] {
    return this.#fresh.filter(({ dueBar, leg }) => dueBar <= i && leg === undefined);
  }

  #admitDue(i: number): void {
    const waiting: WorkingOrder[] = [];
    for (const order of this.#fresh) {
      if (order.dueBar > i) waiting.push(order);
      else this.#admit(order);
    }
    this.#fresh = waiting;
  }

  #admit(order: WorkingOrder): void {
    this.#waiting.add(order);
    if (order.request !== undefined) this.#lifetimes.watch(order, this.#bar);
  }

  #dismiss(order: WorkingOrder): void {
    this.#waiting.delete(order);
    this.#lifetimes.forget(order);
  }

  #priceAtOpen(order: WorkingOrder, open: number): number {
    if (isTriggeredAtOpen(order, open)) this.trigger(order);
    return priceAtOpen(order, open, this.semantics.limitTouch);
  }

  /** A stop-limit that triggers and cannot fill is a limit from the next bar on. */
  #priceInside(order: WorkingOrder, i: number): number {
    const price = priceInside(order, this.#bars.high[i], this.#bars.low[i], this.semantics.limitTouch);
    if (order.type === 'stopLimit' && !order.triggered && isBehind(order)) this.trigger(order);
    return price;
  }

  #touches(order: WorkingOrder | undefined, i: number): order is WorkingOrder {
    if (order === undefined || order.dueBar > i) return false;
    return isTouched(order, this.#bars.high[i], this.#bars.low[i], this.semantics.limitTouch);
  }
}

const NONE: readonly WorkingOrder[] = [];

/** Rule 2: legs, then orders at market, then stops and limits. */
function classOf(order: WorkingOrder): number {
  return order.leg !== undefined ? 0 : order.type === 'market' ? 1 : 2;
}

function stopsFirst({ leg }: WorkingOrder): number {
  return leg === 'stop' ? 0 : 1;
}
