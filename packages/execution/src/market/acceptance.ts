import type { WorkingOrder } from '../orders/working-order.ts';
import type { Holding } from '../portfolio.ts';
import type { Account } from './buying-power.ts';
import { cashMargin } from './margin.ts';

/**
 * backtrader's check of new orders before they meet a bar: one after the other, legs too, as if each were filled at the
 * price it was made with. BAR-SEMANTICS rule 12 of its profile.
 *
 * @param orders new ones, by submission
 * @param closeOf the close of the deciding bar
 * @returns those that cash does not cover
 */
export function uncovered(
  orders: readonly WorkingOrder[],
  holdingOf: (order: WorkingOrder) => Holding,
  closeOf: (order: WorkingOrder) => number,
  account: Account,
): WorkingOrder[] {
  const purse = new Purse(account);
  const refused: WorkingOrder[] = [];
  for (const order of orders) {
    const holding = holdingOf(order);
    const close = closeOf(order);
    const { stop, target } = order.request?.legs ?? {};
    let covered = purse.pay(holding, order.quantity, order.stopPrice ?? order.limitPrice ?? close, close);
    for (const leg of [stop, target]) {
      if (covered && leg !== undefined) covered = purse.pay(holding, -order.quantity, leg, close);
    }
    if (!covered) refused.push(order);
  }
  return refused;
}

/** Cash as orders would leave it, one after the other. */
class Purse {
  readonly #account: Account;
  readonly #held = new Map<Holding, number>();
  #cash: number;

  constructor(account: Account) {
    this.#account = account;
    this.#cash = account.portfolio.cash;
  }

  /** @returns false where nothing is left */
  pay(holding: Holding, quantity: number, price: number, close: number): boolean {
    const { commission, margin } = this.#account;
    const { instrument } = holding;
    const before = this.#held.get(holding) ?? this.#enter(holding, close);
    const after = before + quantity;
    const closing = before * quantity < 0 ? Math.sign(quantity) * Math.min(Math.abs(quantity), Math.abs(before)) : 0;
    this.#held.set(holding, after);
    if (margin === cashMargin) this.#cash -= quantity * price * instrument.multiplier;
    else this.#cash -= margin.initial(after, price, instrument) - margin.initial(before, price, instrument);
    for (const part of [closing, quantity - closing]) {
      if (part !== 0) this.#cash -= commission.commission(Math.abs(part), price, instrument.multiplier);
    }
    return this.#cash >= 0;
  }

  /** Contracts bind their margin instead of their value. */
  #enter({ instrument, position }: Holding, close: number): number {
    const { margin } = this.#account;
    const { quantity } = position;
    if (margin === cashMargin || quantity === 0) return quantity;
    this.#cash += quantity * close * instrument.multiplier - margin.initial(quantity, close, instrument);
    return quantity;
  }
}
