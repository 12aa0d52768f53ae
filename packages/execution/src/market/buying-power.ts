import { roundToLot, type Instrument } from '@tidemark/core-market';
import type { WorkingOrder } from '../orders/working-order.ts';
import type { Holding, Portfolio } from '../portfolio.ts';
import { affordableUnits } from './affordable.ts';
import type { CommissionModel } from './commission.ts';
import type { MarginModel } from './margin.ts';

/** How many units more an account carries. BAR-SEMANTICS rule 12. */
export interface BuyingPower {
  /**
   * @param units wanted, signed: what an order would open
   * @param price of the fill, after slippage
   * @param unslipped the price before slippage
   * @param received money that comes in first, negative where it is paid: of a part that closes before. Default 0
   * @returns `units` where all of it can be paid, otherwise the most that can, in whole lots
   */
  units(
    units: number,
    price: number,
    holding: Holding,
    order: WorkingOrder,
    unslipped: number,
    received?: number,
  ): number;
  /** Units of an order for a fraction of the equity, which are counted at the fill. Unsigned. */
  resolve(fraction: number, price: number, holding: Holding, unslipped: number): number;
}

/** A fraction of the equity at a price, in whole lots, unsigned. */
function ofEquity(fraction: number, price: number, account: Account, holding: Holding): number {
  const { instrument, position } = holding;
  const unit = price * instrument.multiplier;
  const equity = elsewhere(account, holding)[0] + position.quantity * unit;
  return roundToLot(instrument, (Math.abs(fraction) * equity) / Math.abs(unit));
}

/** What every kind of buying power asks. */
export interface Account {
  readonly portfolio: Portfolio;
  readonly commission: CommissionModel;
  readonly margin: MarginModel;
}

/** Equity that no position binds: exposure up to what the margin model allows, short proceeds not spendable. */
export class EquityBuyingPower implements BuyingPower {
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
  }

  units(
    units: number,
    price: number,
    holding: Holding,
    _order: WorkingOrder,
    _unslipped: number,
    received = 0,
  ): number {
    const { portfolio, commission, margin } = this.#account;
    const { instrument, position } = holding;
    if (portfolio.holdings.length === 1) {
      const cash = portfolio.cash + received;
      return affordableUnits(units, price, cash, position.quantity, commission, instrument, margin);
    }
    const [money, bound] = elsewhere(this.#account, holding);
    return affordableUnits(units, price, money + received, position.quantity, commission, instrument, margin, bound);
  }

  resolve(fraction: number, price: number, holding: Holding): number {
    return ofEquity(fraction, price, this.#account, holding);
  }
}

/** Money in cash and in the other instruments, and what of it those bind. */
export function elsewhere({ portfolio, margin }: Account, holding: Holding): [money: number, bound: number] {
  let money = portfolio.cash;
  let bound = 0;
  for (const other of portfolio.holdings) {
    const { quantity } = other.position;
    if (other.instrument === holding.instrument || quantity === 0) continue;
    money += quantity * other.mark * other.instrument.multiplier;
    bound += margin.initial(quantity, other.mark, other.instrument);
  }
  return [money, bound];
}

/** No check at all: what is asked for is filled. bt. */
export class Unchecked implements BuyingPower {
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
  }

  units(units: number): number {
    return units;
  }

  resolve(fraction: number, price: number, holding: Holding): number {
    return ofEquity(fraction, price, this.#account, holding);
  }
}

/** Cash alone: a purchase costs its value, a short sale brings it in. backtrader and vectorbt. */
export class CashBuyingPower implements BuyingPower {
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
  }

  units(
    units: number,
    price: number,
    { instrument }: Holding,
    _order: WorkingOrder,
    _unslipped: number,
    received = 0,
  ): number {
    const { portfolio, commission } = this.#account;
    const cash = portfolio.cash + received;
    const after = (size: number): number =>
      cash - size * price * instrument.multiplier - commission.commission(Math.abs(size), price, instrument.multiplier);
    if (after(units) >= 0) return units;
    return largest(units, instrument, (size) => after(size) >= 0);
  }

  resolve(fraction: number, price: number, holding: Holding): number {
    return ofEquity(fraction, price, this.#account, holding);
  }
}

/**
 * Margin as backtesting.py counts it: trades valued at the last close, the commission levered like the price, and counted
 * per unit of what the order asked for, also where that is a fraction.
 */
export class BacktestingPyBuyingPower implements BuyingPower {
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
  }

  units(
    units: number,
    price: number,
    holding: Holding,
    { request, quantity }: WorkingOrder,
    unslipped: number,
    received = 0,
  ): number {
    const asked = request?.quantity;
    const size = typeof asked === 'object' ? asked.ofEquity : quantity;
    return Math.abs(units) * this.#perUnit(size, price, unslipped) > this.#available(holding, received) ? 0 : units;
  }

  resolve(fraction: number, price: number, holding: Holding, unslipped: number): number {
    const money = this.#available(holding) * Math.abs(fraction);
    return Math.floor(money / this.#perUnit(fraction, price, unslipped));
  }

  #perUnit(size: number, price: number, unslipped: number): number {
    return price + this.#account.commission.commission(Math.abs(size), unslipped, 1) / Math.abs(size);
  }

  /** Money that trades can still be opened for, at full leverage. */
  #available({ instrument, position, mark }: Holding, received = 0): number {
    const { portfolio, margin } = this.#account;
    const leverage = (mark * instrument.multiplier) / margin.initial(1, mark, instrument);
    const bound = margin.initial(position.gross, mark, instrument);
    const equity = portfolio.cash + received + position.quantity * mark * instrument.multiplier;
    return Math.max(0, equity - bound) * leverage;
  }
}

/** The largest quantity up to `units`, of its sign and in whole lots, that can be paid. */
function largest(units: number, instrument: Instrument, paid: (size: number) => boolean): number {
  let low = 0;
  let high = units;
  for (let step = 0; step < 100 && Math.abs(high - low) > Math.abs(high) * Number.EPSILON; step++) {
    const middle = (low + high) / 2;
    if (paid(middle)) low = middle;
    else high = middle;
  }
  return roundToLot(instrument, low);
}
