import { roundToLot, type Broker, type Columns, type Fill, type Instrument, type Legs } from '@tidemark/core-market';
import type { Order, OrderBook, OrderRequest } from '@tidemark/core-market';
import type { BarClock, RunState } from '../bar-clock.ts';
import { trailingDistance } from '../market/trailing-stop.ts';
import type { Position } from '../position.ts';
import type { Approval } from '../risk-approval.ts';
import type { Semantics } from '../semantics.ts';
import { ContingentOrders, type ContingentDesk } from './contingent-orders.ts';
import { checkRequest, isPlain, refusal, type OrderPlace } from './create.ts';
import type { OrderLog } from './order-log.ts';
import { isWorking } from './life-cycle.ts';
import { WorkingOrder } from './working-order.ts';

/** What a desk needs to know of the run it works for. */
export interface DeskOptions {
  readonly instrument: Instrument;
  readonly position: Position;
  readonly broker: Broker;
  readonly clock: BarClock;
  readonly state: Pick<RunState, 'working'>;
  /** Of the whole account: ids count through all its instruments. */
  readonly log: OrderLog;
  /** Columns of the strategy, for trailing distances. */
  readonly columns: Columns;
  /** The close of a bar. */
  readonly price: (bar: number) => number;
  /** Money, on the mark of the deciding close. */
  readonly equity: () => number;
  /** A fraction of the equity becomes units at the deciding close, or at the fill. */
  readonly resolve: Semantics['resolve'];
  readonly legsFollow: Semantics['legsFollow'];
  /** What the risk manager leaves of an order by name. */
  readonly approve: (quantity: number) => Approval;
  /** Told of every order that is new or whose state changed. */
  readonly onChange: (order: WorkingOrder) => void;
}

/** Where the orders of one instrument are made, numbered, written down and taken back, whoever asks for them. */
export class OrderDesk {
  readonly contingent: ContingentOrders;
  readonly #options: DeskOptions;
  /** What requests are checked against: it is where the clock is. */
  readonly #place: OrderPlace;
  #working = 0;

  /** The explicit door of a strategy. */
  readonly book: OrderBook = {
    submit: (request) => this.#submitByName(request).id,
    cancel: (id) => {
      const order = this.#find(id);
      return order !== undefined && this.cancel(order, 'CANCELLED');
    },
    replace: (id, request) => this.#replace(id, request).id,
    working: () => this.#all().map((order) => order.record()),
  };

  constructor(options: DeskOptions) {
    this.#options = options;
    const { instrument, clock, columns, price } = options;
    this.#place = {
      instrument,
      get bar() {
        return clock.bar;
      },
      get price() {
        return clock.bar < 0 ? NaN : price(clock.bar);
      },
      hasColumn: (name) => Object.hasOwn(columns, name),
    };
    const desk: ContingentDesk = {
      leg: (parent, leg, request) => this.#leg(parent, leg, request),
      wake: (order) => {
        order.follows = true;
        options.broker.submit(order);
      },
      cancel: (order, reason) => void this.cancel(order, reason),
      resized: (order) => options.log.update(order),
      distance: ({ trail }: Legs, price) => {
        const { clock, columns } = this.#options;
        return trailingDistance(trail!, price, columns, Math.max(0, clock.decided));
      },
    };
    this.contingent = new ContingentOrders(options.position, desk, options.legsFollow);
  }

  /** How many orders may still fill. */
  get working(): number {
    return this.#working;
  }

  /**
   * Sends an order, eligible from the next bar.
   *
   * @param sized the quantity comes from a sizer: short of cash the order shrinks
   * @param request what was asked for, where that is more than an order at market
   */
  submit(quantity: number, source: Order['source'], sized: boolean, request?: OrderRequest): WorkingOrder {
    const order = this.#make(source, sized, quantity, request);
    this.#send(order);
    return order;
  }

  /** @returns false where the order no longer works */
  cancel(order: WorkingOrder, reason: string): boolean {
    if (!isWorking(order)) return false;
    if (this.contingent.forget(order)) order.become('cancelled');
    else if (!this.#options.broker.cancel(order.id)) return false;
    order.reason = reason;
    this.settle(order);
    return true;
  }

  cancelById(id: number, reason: string): void {
    const order = this.#find(id);
    if (order !== undefined) this.cancel(order, reason);
  }

  cancelAll(reason: string): void {
    for (const order of this.#all()) this.cancel(order, reason);
  }

  /** Takes back what somebody asked for, and leaves the engine's own closing alone. */
  cancelRequests(reason: string): void {
    for (const order of this.#all()) if (order.source !== 'engine') this.cancel(order, reason);
  }

  /** A fill of an order has been booked. */
  filled(order: WorkingOrder, fill: Fill): void {
    if (order.request !== undefined) this.#options.log.update(order); // before the strategy is told
    this.contingent.filled(order, fill);
  }

  /** The state of a submitted order changed. */
  settle(order: WorkingOrder): void {
    const { onChange } = this.#options;
    this.#write(order);
    if (!isWorking(order)) {
      this.#working--;
      this.#options.state.working--;
      this.contingent.settled(order);
    }
    onChange(order);
  }

  /** The run is over: orders that still work are written down as they stand, with quantities and stops that moved. */
  finish(): void {
    for (const order of this.#all()) this.#write(order);
  }

  #write(order: WorkingOrder): void {
    this.#options.log.update(order);
  }

  /** Writes down an order of the engine's own that is filled already. */
  closed(quantity: number): WorkingOrder {
    const order = this.#make('engine', false, quantity);
    order.become('filled');
    order.filledQuantity = quantity;
    this.#options.log.update(order);
    return order;
  }

  /** @throws ExecutionError INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER, WRONG_SIDE, UNKNOWN_ORDER */
  check(request: OrderRequest): void {
    checkRequest(request, this.#place);
    const { after, closes } = request;
    if (after !== undefined) this.#assertKnown(after);
    if (closes !== undefined) this.#assertKnown(closes);
  }

  #assertKnown(id: number): void {
    const { log, instrument, clock } = this.#options;
    if (Number.isInteger(id) && id >= 1 && id <= log.length) return;
    const fix = 'give the id that submit or replace answered, or one of working()';
    throw refusal('UNKNOWN_ORDER', `there is no order ${id}`, fix, { instrument, bar: clock.bar });
  }

  #submitByName(request: OrderRequest): WorkingOrder {
    this.check(request);
    const asked = this.#units(request);
    const protects = request.reduceOnly === true || request.closes !== undefined || asked !== asked;
    const { units, reason } = protects ? { units: asked, reason: undefined } : this.#options.approve(asked);
    const order = this.#make('strategy', false, units === 0 ? NaN : units, request);
    if (units === 0) this.#refuse(order, reason ?? 'SIZE_ROUNDS_TO_ZERO');
    else if (this.#comesTooLate(request)) this.#refuse(order, 'PARENT_UNFILLED');
    else this.#send(order);
    return order;
  }

  /** The order before it is over and nothing of it was filled. */
  #comesTooLate({ after }: OrderRequest): boolean {
    return after !== undefined && this.#find(after) === undefined && this.#options.log.filledOf(after) === 0;
  }

  /** S4: less than a lot is no order, and is written down with its reason. */
  #refuse(order: WorkingOrder, reason: string): void {
    order.become('rejected');
    order.reason = reason;
    order.quantity = typeof order.request!.quantity === 'number' ? order.request!.quantity : 0;
    this.#options.log.update(order);
    this.#options.onChange(order);
  }

  /** Units in whole lots; NaN where a fraction of the equity is counted at the fill. */
  #units({ quantity }: OrderRequest): number {
    const { instrument, resolve, equity, price, clock } = this.#options;
    if (typeof quantity === 'number') return roundToLot(instrument, quantity);
    if (resolve === 'fill') return NaN;
    const unit = Math.abs(price(clock.bar)) * instrument.multiplier; // below zero a purchase is one too
    return roundToLot(instrument, (quantity.ofEquity * equity()) / unit);
  }

  /** What is over cannot be replaced: to send the new order beside it would trade twice. It is written down as rejected. */
  #replace(id: number, request: OrderRequest): WorkingOrder {
    this.#assertKnown(id);
    const old = this.#find(id);
    if (old === undefined) return this.#tooLate(request);
    if (old.leg === undefined) {
      this.check(request);
      this.cancel(old, 'REPLACED');
      return this.#submitByName(request);
    }
    this.#assertSameLeg(old.leg, request);
    const quantity = old.remaining;
    this.check({ ...request, quantity });
    const { parent, leg, closes } = old;
    const terms = { ...request, quantity, closes, reduceOnly: old.reduceOnly };
    const order = this.#make('leg', false, quantity, terms, { parent: parent!, leg });
    this.contingent.replaced(old, order);
    this.cancel(old, 'REPLACED');
    this.#send(order);
    return order;
  }

  #tooLate(request: OrderRequest): WorkingOrder {
    this.check(request);
    const order = this.#make('strategy', false, NaN, request);
    this.#refuse(order, 'ORDER_IS_OVER');
    return order;
  }

  /** A stop that became a target, or the other way round, would protect nothing. */
  #assertSameLeg(leg: 'stop' | 'target', { type }: OrderRequest): void {
    const types = leg === 'stop' ? ['stop', 'stopLimit', 'trailingStop'] : ['limit'];
    if (types.includes(type)) return;
    const { instrument, clock } = this.#options;
    const what = `a ${type} order is to replace the ${leg} of a bracket`;
    throw refusal('INVALID_ORDER', what, `give a ${types.join(', ')}`, { instrument, bar: clock.bar });
  }

  #leg(parent: WorkingOrder, leg: 'stop' | 'target', request: OrderRequest): WorkingOrder {
    const order = this.#make('leg', false, request.quantity as number, request, { parent, leg });
    order.follows = true;
    this.#send(order);
    return order;
  }

  #send(order: WorkingOrder): void {
    const { broker, onChange } = this.#options;
    this.#working++;
    this.#options.state.working++;
    const after = order.request?.after;
    const predecessor = after === undefined ? undefined : this.#find(after);
    if (this.contingent.add(order, predecessor !== undefined)) broker.submit(order);
    onChange(order);
  }

  #make(
    source: Order['source'],
    sized: boolean,
    quantity: number,
    request?: OrderRequest,
    protects?: { readonly parent: WorkingOrder; readonly leg: 'stop' | 'target' },
  ): WorkingOrder {
    const { log, instrument, clock } = this.#options;
    const id = log.length + 1;
    const order = new WorkingOrder(id, instrument.symbol, source, sized, quantity, clock, request, protects);
    if (order.type === 'trailingStop' && order.stopPrice === undefined) order.stopPrice = this.#startOfTrail(order);
    log.add(order);
    if (request !== undefined && (protects !== undefined || !isPlain(request))) log.describe(order);
    return order;
  }

  /** Rule 9: an order of its own starts at the deciding close. */
  #startOfTrail({ request, buys }: WorkingOrder): number {
    const { clock, columns, price } = this.#options;
    const close = price(clock.bar);
    const distance = trailingDistance(request!.trail!, close, columns, clock.bar);
    return buys ? close + distance : close - distance;
  }

  #all(): WorkingOrder[] {
    const { broker, instrument } = this.#options;
    const sent = broker.working().filter(({ symbol }) => symbol === instrument.symbol) as WorkingOrder[];
    return [...sent, ...this.contingent.sleeping].sort((one, other) => one.id - other.id);
  }

  #find(id: number): WorkingOrder | undefined {
    const sent = this.#options.broker.working().find((each) => each.id === id) as WorkingOrder | undefined;
    return sent ?? this.contingent.sleeping.find((each) => each.id === id);
  }
}
