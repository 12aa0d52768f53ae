import type { Fill, Instrument } from '@tidemark/core-market';
import type { MarginModel } from './market/margin.ts';
import { Position, type Costing } from './position.ts';

/** One instrument of a portfolio: its position, and the price it is valued at. */
export interface Holding {
  readonly instrument: Instrument;
  readonly position: Position;
  /** Last known price; NaN before the first. */
  mark: number;
}

/**
 * Cash and positions. Only fills and cash flows change it: replaying their logs gives the same equity to the bit.
 *
 * @example new Portfolio(10_000).equity(() => NaN) // => 10000
 */
export class Portfolio {
  readonly #initialCash: number;
  readonly #costing: Costing;
  readonly #holdings: Holding[] = [];
  readonly #bySymbol = new Map<string, Holding>();
  #cash: number;

  /** @param cash money to start with */
  constructor(cash: number, costing: Costing = 'average') {
    this.#initialCash = cash;
    this.#costing = costing;
    this.#cash = cash;
  }

  get initialCash(): number {
    return this.#initialCash;
  }

  get cash(): number {
    return this.#cash;
  }

  /** What was paid for what is held, money: negative for shorts. */
  get cost(): number {
    let cost = 0;
    for (const { position } of this.#holdings) cost += position.cost;
    return cost;
  }

  /** Value of the positions at their marks, money: short ones are negative. */
  get exposure(): number {
    return this.equity() - this.#cash;
  }

  /** What the positions have gained since they were opened, at their marks, money, before commission. */
  get unrealizedProfit(): number {
    return this.exposure - this.cost;
  }

  /** What all else has gained, money: closed positions, commissions, fees, dividends and interest. */
  get realizedProfit(): number {
    return this.#cash + this.cost - this.#initialCash;
  }

  /** Initial margins of the positions at their marks, money. */
  marginUsed(margin: MarginModel): number {
    let sum = 0;
    for (const { instrument, position, mark } of this.#holdings) {
      if (position.quantity !== 0) sum += margin.initial(position.quantity, mark, instrument);
    }
    return sum;
  }

  /** Every instrument that was asked for, in that order. */
  get holdings(): readonly Holding[] {
    return this.#holdings;
  }

  /** The holding of an instrument, flat where nothing was traded yet. */
  holding(instrument: Instrument): Holding {
    let holding = this.#bySymbol.get(instrument.symbol);
    if (holding === undefined) {
      holding = { instrument, position: new Position(this.#costing), mark: NaN };
      this.#bySymbol.set(instrument.symbol, holding);
      this.#holdings.push(holding);
    }
    return holding;
  }

  /** The position in an instrument, flat where nothing was traded yet. */
  position(instrument: Instrument): Position {
    return this.holding(instrument).position;
  }

  /** Books a fill. */
  apply(fill: Fill, instrument: Instrument, position: Position = this.position(instrument)): void {
    const { quantity, price, commission, bar, orderId } = fill;
    const value = quantity * price * instrument.multiplier;
    this.#cash -= value + commission;
    if (fill.effect === 'open') position.open(quantity, price, commission, bar, orderId, value);
    else position.close(quantity, fill.lot);
  }

  /** Books money that no fill moved: interest, fees, dividends. @param amount negative is paid */
  pay(amount: number): void {
    this.#cash += amount;
  }

  /**
   * Cash plus the value of the positions.
   *
   * @param priceOf last known price of a symbol; left out: the marks
   */
  equity(priceOf?: (symbol: string) => number): number {
    let equity = this.#cash;
    for (const { instrument, position, mark } of this.#holdings) {
      const { quantity } = position;
      if (quantity === 0) continue;
      equity += quantity * (priceOf?.(instrument.symbol) ?? mark) * instrument.multiplier;
    }
    return equity;
  }
}
