import type { Fill, Instrument, Trade } from '@tidemark/core-market';
import { Position, type ClosedPart } from './position.ts';

/** Cash, positions and what they earned. Only fills change it: replaying a fill log gives the same equity to the bit. */
export class Portfolio {
  readonly #initialCash: number;
  readonly #positions = new Map<string, Position>();
  readonly #instruments = new Map<string, Instrument>();
  readonly #trades: Trade[] = [];
  #cash: number;

  /** @param cash money to start with */
  constructor(cash: number) {
    this.#initialCash = cash;
    this.#cash = cash;
  }

  get initialCash(): number {
    return this.#initialCash;
  }

  get cash(): number {
    return this.#cash;
  }

  /** Closed round trips, oldest first. */
  get trades(): readonly Trade[] {
    return this.#trades;
  }

  /** The position in an instrument, flat where nothing was traded yet. */
  position(instrument: Instrument): Position {
    let position = this.#positions.get(instrument.symbol);
    if (position === undefined) {
      position = new Position();
      this.#positions.set(instrument.symbol, position);
      this.#instruments.set(instrument.symbol, instrument);
    }
    return position;
  }

  /** Books a fill: cash, position, and a trade for what it closed. */
  apply(fill: Fill, instrument: Instrument): void {
    const { quantity, price, commission, bar, time } = fill;
    const position = this.position(instrument);
    const value = quantity * price * instrument.multiplier;
    this.#cash -= value + commission;
    if (fill.effect === 'open') position.open(quantity, price, commission, bar, time);
    else this.#trades.push(this.#trade(position.close(quantity), instrument, fill));
  }

  /**
   * Cash plus the value of the positions.
   *
   * @param priceOf last known price of a symbol
   */
  equity(priceOf: (symbol: string) => number): number {
    let equity = this.#cash;
    for (const [symbol, { quantity }] of this.#positions) {
      if (quantity !== 0) equity += quantity * priceOf(symbol) * this.#instruments.get(symbol)!.multiplier;
    }
    return equity;
  }

  /** The open position as a trade that would end here: `open` is true, and no exit commission is in it. */
  openTrade(instrument: Instrument, at: { price: number; bar: number; time: number }): Trade | undefined {
    const part = this.position(instrument).whole();
    if (part.quantity === 0) return undefined;
    return { ...this.#trade(part, instrument, { ...at, commission: 0 }), open: true };
  }

  #trade(
    { quantity, entryBar, entryTime, entryPrice, entryCommission }: ClosedPart,
    { symbol, multiplier }: Instrument,
    exit: { readonly price: number; readonly bar: number; readonly time: number; readonly commission: number },
  ): Trade {
    const grossProfit = quantity * (exit.price - entryPrice) * multiplier;
    const commission = entryCommission + exit.commission;
    return {
      id: this.#trades.length + 1,
      symbol,
      quantity,
      entryBar,
      entryTime,
      entryPrice,
      exitBar: exit.bar,
      exitTime: exit.time,
      exitPrice: exit.price,
      grossProfit,
      commission,
      netProfit: grossProfit - commission,
      barsHeld: exit.bar - entryBar,
    };
  }
}
