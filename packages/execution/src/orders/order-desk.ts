import { roundToLot, type Broker, type Columns, type Fill, type Instrument, type Legs } from '@tidemark/core-market';
import type { Order, OrderBook, OrderRequest } from '@tidemark/core-market';
import type { BarClock } from '../bar-clock.ts';
import { trailingDistance } from '../market/trailing-stop.ts';
import type { Position } from '../position.ts';
import type { Semantics } from '../semantics.ts';
import { ContingentOrders, type ContingentDesk } from './contingent-orders.ts';
import { checkRequest, isPlain, type OrderPlace } from './create.ts';
import type { OrderLog } from './order-log.ts';
import { isWorking, WorkingOrder } from './working-order.ts';

/** What a desk needs to know of the run it works for. */
export interface DeskOptions {
  readonly instrument: Instrument;
  readonly position: Position;
  readonly broker: Broker;
  readonly clock: BarClock;
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
  /** Told of every order that is new or whose state changed. */
  readonly onChange: (order: WorkingOrder) => void;
}

/** Where the orders of one instrument are made, numbered, written down and taken back, whoever asks for them. */
export class OrderDesk {
  readonly contingent: ContingentOrders;
  readonly #options: DeskOptions;
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
    const desk: ContingentDesk = {
      leg: (parent, leg, request) => this.#leg(parent, leg, request),
      wake: (order) => options.broker.submit(order),
      cancel: (order, reason) => void this.cancel(order, reason),
      distance: ({ trail }: Legs, price) => {
        const { clock, columns } = this.#options;
        return trailingDistance(trail!, price, columns, Math.max(0, clock.decided));
      },
    };
    this.contingent = new ContingentOrders(options.position, desk, options.legsFollow);
  }

  /** True while an order of the engine's own closes the position. */
  get leaves(): boolean {
    return this.#all().some(({ source }) => source === 'engine');
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
    if (this.contingent.forget(order)) order.status = 'cancelled';
    else if (!this.#options.broker.cancel(order.id)) return false;
    order.reason = reason;
    this.settle(order);
    return true;
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
    this.contingent.filled(order, fill);
  }

  /** The state of a submitted order changed. */
  settle(order: WorkingOrder): void {
    const { onChange } = this.#options;
    this.#write(order);
    if (!isWorking(order)) {
      this.#working--;
      this.contingent.settled(order);
    }
    onChange(order);
  }

  /** The run is over: orders that still work are written down as they stand, with quantities and stops that moved. */
  finish(): void {
    for (const order of this.#all()) this.#write(order);
  }

  #write(order: WorkingOrder): void {
    const { log } = this.#options;
    log.update(order);
    if (order.type === 'trailingStop') log.describe(order.record());
  }

  /** Writes down an order of the engine's own that is filled already. */
  closed(quantity: number): WorkingOrder {
    const order = this.#make('engine', false, quantity);
    order.status = 'filled';
    order.filledQuantity = quantity;
    this.#options.log.update(order);
    return order;
  }

  /** @throws ExecutionError INVALID_QUANTITY, INVALID_PRICE, INVALID_ORDER, WRONG_SIDE */
  check(request: OrderRequest): void {
    const { instrument, clock, columns, price } = this.#options;
    const { bar } = clock;
    const place: OrderPlace = {
      instrument,
      bar,
      price: bar < 0 ? NaN : price(bar),
      hasColumn: (name) => Object.hasOwn(columns, name),
    };
    checkRequest(request, place);
  }

  #submitByName(request: OrderRequest): WorkingOrder {
    this.check(request);
    const quantity = this.#units(request);
    const wanted = quantity === 0 ? NaN : quantity;
    const order = this.#make('strategy', false, wanted, request);
    if (quantity === 0) this.#refuse(order, 'SIZE_ROUNDS_TO_ZERO');
    else this.#send(order);
    return order;
  }

  /** S4: less than a lot is no order, and is written down with its reason. */
  #refuse(order: WorkingOrder, reason: string): void {
    order.status = 'rejected';
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
    return roundToLot(instrument, (quantity.ofEquity * equity()) / (price(clock.bar) * instrument.multiplier));
  }

  #replace(id: number, request: OrderRequest): WorkingOrder {
    const old = this.#find(id);
    if (old?.leg === undefined) {
      this.check(request);
      if (old !== undefined) this.cancel(old, 'REPLACED');
      return this.#submitByName(request);
    }
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

  #leg(parent: WorkingOrder, leg: 'stop' | 'target', request: OrderRequest): WorkingOrder {
    const order = this.#make('leg', false, request.quantity as number, request, { parent, leg });
    this.#send(order);
    return order;
  }

  #send(order: WorkingOrder): void {
    const { broker, onChange } = this.#options;
    this.#working++;
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
    if (request !== undefined && !isPlain(request)) log.describe(order.record());
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
