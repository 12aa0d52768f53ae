import type { AccountView, Lot, Order, OrderBook, OrderRequest } from '@tidemark/core-market';
import type { PositionView, RunContext } from '@tidemark/core-market';

/** The id of an order that was not sent. */
const NOT_SENT = -1;

/**
 * The account as one member of a regime strategy sees it. While the member is active it is the account itself, and
 * orders by name are sent; while it is not, the position is flat and orders go nowhere.
 */
export class MemberDesk implements OrderBook, PositionView, AccountView, RunContext {
  active = false;
  #context: RunContext | undefined;
  readonly #own = new Set<number>();

  open(context: RunContext): void {
    this.#context = context;
  }

  /** True where the member sent an order by name since the last `cancelAll`. */
  get traded(): boolean {
    return this.#own.size > 0;
  }

  owns(orderId: number): boolean {
    return this.#own.has(orderId);
  }

  /** Cancels what the member sent and what still works, and forgets that it traded. */
  cancelAll(): void {
    for (const { id } of this.working()) this.#live.book.cancel(id);
    this.#own.clear();
  }

  submit(request: OrderRequest): number {
    if (!this.active) return NOT_SENT;
    return this.#keep(this.#live.book.submit(request));
  }

  cancel(id: number): boolean {
    return this.#own.has(id) && this.#live.book.cancel(id);
  }

  replace(id: number, request: OrderRequest): number {
    if (!this.active) return NOT_SENT;
    return this.#keep(this.#live.book.replace(id, request));
  }

  working(): readonly Order[] {
    if (this.#own.size === 0) return [];
    return this.#live.book.working().filter(({ id }) => this.#own.has(id));
  }

  get position(): PositionView {
    return this;
  }

  get account(): AccountView {
    return this;
  }

  get book(): OrderBook {
    return this;
  }

  get quantity(): number {
    return this.active ? this.#live.position.quantity : 0;
  }

  get lots(): readonly Lot[] {
    return this.active ? this.#live.position.lots : [];
  }

  get averagePrice(): number {
    return this.active ? this.#live.position.averagePrice : NaN;
  }

  get barsHeld(): number {
    return this.active ? this.#live.position.barsHeld : 0;
  }

  get cash(): number {
    return this.#live.account.cash;
  }

  get equity(): number {
    return this.#live.account.equity;
  }

  get exposure(): number {
    return this.#live.account.exposure;
  }

  get unrealizedProfit(): number {
    return this.#live.account.unrealizedProfit;
  }

  get realizedProfit(): number {
    return this.#live.account.realizedProfit;
  }

  get marginUsed(): number {
    return this.#live.account.marginUsed;
  }

  /** Always there: a run that was not started has no account to ask. */
  get #live(): RunContext {
    return this.#context!;
  }

  #keep(id: number): number {
    this.#own.add(id);
    return id;
  }
}
