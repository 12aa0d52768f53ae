import type { Fill, Instrument } from '@tidemark/core-market';
import { Position } from './position.ts';

/**
 * Cash and positions. Only fills change it: replaying a fill log gives the same equity to the bit.
 *
 * @example new Portfolio(10_000).equity(() => NaN) // => 10000
 */
export class Portfolio {
  readonly #initialCash: number;
  readonly #positions = new Map<string, Position>();
  readonly #instruments = new Map<string, Instrument>();
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

  /** Books a fill. */
  apply(fill: Fill, instrument: Instrument, position: Position = this.position(instrument)): void {
    const { quantity, price, commission, bar } = fill;
    const value = quantity * price * instrument.multiplier;
    this.#cash -= value + commission;
    if (fill.effect === 'open') position.open(quantity, price, commission, bar);
    else position.close(quantity);
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
}
