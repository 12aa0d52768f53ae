import { roundToLot, type Broker, type Instrument } from '@tidemark/core-market';
import type { Order, OrderBook, OrderRequest } from '@tidemark/core-market';
import type { BarClock } from '../bar-clock.ts';
import { assertFillable, isWorking, WorkingOrder } from './create.ts';
import { OrderLog } from './order-log.ts';

/** Where orders are made, numbered, written down and taken back, whoever asks for them. */
export class OrderDesk {
  readonly #instrument: Instrument;
  readonly #broker: Broker;
  readonly #clock: BarClock;
  /** Told of every order that is new or whose state changed. */
  readonly #onChange: (order: WorkingOrder) => void;
  readonly #log = new OrderLog();
  #working = 0;

  /** The explicit door of a strategy. */
  readonly book: OrderBook = {
    submit: (request) => {
      assertFillable(request, this.#instrument.symbol, this.#clock.bar);
      const quantity = roundToLot(this.#instrument, request.quantity);
      return quantity === 0 ? this.#reject(request) : this.submit(quantity, 'strategy', false, request).id;
    },
    cancel: (id) => {
      const order = this.#broker.working().find((each) => each.id === id);
      return order !== undefined && this.cancel(order as WorkingOrder, 'CANCELLED');
    },
    replace: (id, request) => {
      assertFillable(request, this.#instrument.symbol, this.#clock.bar);
      this.book.cancel(id);
      return this.book.submit(request);
    },
    working: () => this.#broker.working().map((order) => (order as WorkingOrder).record()),
  };

  constructor(instrument: Instrument, broker: Broker, clock: BarClock, onChange: (order: WorkingOrder) => void) {
    this.#instrument = instrument;
    this.#broker = broker;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get log(): OrderLog {
    return this.#log;
  }

  /** How many orders may still fill. */
  get working(): number {
    return this.#working;
  }

  /**
   * Makes a market order, eligible from the next bar.
   *
   * @param sized the quantity comes from a sizer: short of cash the order shrinks
   * @param request what was asked for by name, where somebody did
   */
  submit(quantity: number, source: Order['source'], sized: boolean, request?: OrderRequest): WorkingOrder {
    const order = this.#make(quantity, source, sized, request);
    this.#working++;
    this.#broker.submit(order);
    this.#onChange(order);
    return order;
  }

  /** @returns false where the order no longer works */
  cancel(order: WorkingOrder, reason: string): boolean {
    if (!isWorking(order) || !this.#broker.cancel(order.id)) return false;
    order.reason = reason;
    this.settle(order);
    return true;
  }

  cancelAll(reason: string): void {
    for (const order of this.#broker.working().slice()) this.cancel(order as WorkingOrder, reason);
  }

  /** The state of a submitted order changed. */
  settle(order: WorkingOrder): void {
    this.#log.update(order);
    if (!isWorking(order)) this.#working--;
    this.#onChange(order);
  }

  /** Writes down an order of the engine's own that is filled already. */
  closed(quantity: number): WorkingOrder {
    const order = this.#make(quantity, 'engine', false);
    order.status = 'filled';
    order.filledQuantity = quantity;
    this.#log.update(order);
    return order;
  }

  /** S4: less than a lot is no order, and is written down with its reason. */
  #reject(request: OrderRequest): number {
    const order = this.#make(request.quantity, 'strategy', false, request);
    order.status = 'rejected';
    order.reason = 'SIZE_ROUNDS_TO_ZERO';
    this.#log.update(order);
    this.#onChange(order);
    return order.id;
  }

  #make(quantity: number, source: Order['source'], sized: boolean, request?: OrderRequest): WorkingOrder {
    const id = this.#log.length + 1;
    const order = new WorkingOrder(id, this.#instrument.symbol, quantity, source, sized, this.#clock, request);
    this.#log.add(order);
    return order;
  }
}
