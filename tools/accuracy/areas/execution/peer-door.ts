import type { AccountView, OrderBook, OrderRequest } from '@tidemark/core-market';

/** What a peer's `buy` and `sell` mean. */
export interface DoorHabits {
  /** Each new order cancels what works and closes what is open first: backtesting.py's exclusive orders. */
  readonly exclusive: boolean;
  /** Positions are closed lot by lot, at the front of the queue: backtesting.py. */
  readonly byLot: boolean;
}

/** What an order has besides side and size. */
export type Terms = Omit<OrderRequest, 'type' | 'quantity'> & { readonly type?: OrderRequest['type'] };

/** backtesting.py's default size: all but the last bit. */
const ALL = 1 - Number.EPSILON;

/** A strategy of a peer speaks through the public door of ours. */
export class PeerDoor {
  readonly book: OrderBook;
  readonly #account: AccountView;
  readonly #habits: DoorHabits;

  constructor(book: OrderBook, account: AccountView, habits: DoorHabits) {
    this.book = book;
    this.#account = account;
    this.#habits = habits;
  }

  /** Units held, signed. */
  get held(): number {
    return this.#account.position.quantity;
  }

  /** @param size units; below 1 a fraction of what the account can carry; `all` of it */
  order(side: 1 | -1, size: number | 'all', terms: Terms = {}): number {
    if (this.#habits.exclusive) this.#clear();
    const units = size === 'all' ? ALL : size;
    const quantity = units < 1 ? { ofEquity: side * units } : side * units;
    return this.book.submit({ type: 'market', ...terms, quantity });
  }

  /** A share of each open trade; at least one unit of each. */
  close(portion = 1): void {
    if (!this.#habits.byLot) {
      if (this.held !== 0) this.book.submit({ type: 'market', quantity: -this.held * portion });
      return;
    }
    for (const { id, quantity } of this.#account.position.lots) {
      const units = Math.max(1, roundHalfEven(Math.abs(quantity) * portion));
      this.book.submit({ type: 'market', quantity: -Math.sign(quantity) * units, closes: id });
    }
  }

  #clear(): void {
    for (const order of this.book.working()) {
      if (order.leg === undefined && order.closes === undefined) this.book.cancel(order.id);
    }
    this.close();
  }
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const over = value - below;
  if (over !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
