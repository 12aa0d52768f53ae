import type { Broker, Order, OrderBook, OrderRequest } from '@tidemark/core-market';
import type { BarClock } from '../bar-clock.ts';
import { assertFillable, isWorking, WorkingOrder } from './create.ts';
import { OrderLog } from './order-log.ts';

/** Where orders are made, numbered, written down and taken back, whoever asks for them. */
export class OrderDesk {
  readonly #symbol: string;
  readonly #broker: Broker;
  readonly #clock: BarClock;
  /** Told of every order that is new or whose state changed. */
  readonly #onChange: (order: Order) => void;
  readonly #log = new OrderLog();
  #working = 0;

  /** The explicit door of a strategy. */
  readonly book: OrderBook = {
    submit: (request) => this.submit(request, 'strategy', false).id,
    cancel: (id) => {
      const order = this.#broker.working().find((each) => each.id === id);
      return order !== undefined && this.cancel(order as WorkingOrder, 'CANCELLED');
    },
    replace: (id, request) => {
      assertFillable(request, this.#symbol, this.#clock.bar);
      this.book.cancel(id);
      return this.book.submit(request);
    },
    working: () => this.#broker.working(),
  };

  constructor(symbol: string, broker: Broker, clock: BarClock, onChange: (order: Order) => void) {
    this.#symbol = symbol;
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

  /** @throws ExecutionError INVALID_QUANTITY, ORDER_TYPE_UNSUPPORTED */
  submit(request: OrderRequest, source: Order['source'], sized: boolean): WorkingOrder {
    const { bar } = this.#clock;
    assertFillable(request, this.#symbol, bar);
    const id = this.#log.length + 1;
    const order = new WorkingOrder(id, this.#symbol, request, source, sized, bar, this.#clock.now());
    this.#log.record(order);
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
  settle(order: Order): void {
    this.#log.record(order);
    if (!isWorking(order)) this.#working--;
    this.#onChange(order);
  }

  /** Writes down an order of the engine's own that is filled already. */
  closed(quantity: number): WorkingOrder {
    const { bar } = this.#clock;
    const request = { type: 'market', quantity } as const;
    const id = this.#log.length + 1;
    const order = new WorkingOrder(id, this.#symbol, request, 'engine', false, bar, this.#clock.now());
    order.status = 'filled';
    order.filledQuantity = quantity;
    this.#log.record(order);
    return order;
  }
}
