import { closeTimeAt, type BarSeries, type Fill } from '@tidemark/core-market';

/**
 * A fill against a bar, at its open or at its close. The simulator reports every fill with the same object, and the time
 * is looked up when somebody asks: take a copy (`recordOfFill`) to keep one.
 */
export class BarFill implements Fill {
  readonly #bars: BarSeries;
  readonly atClose: boolean;
  readonly symbol: string;
  orderId = 0;
  bar = -1;
  quantity = 0;
  price = NaN;
  commission = 0;
  effect: Fill['effect'] = 'open';

  constructor(bars: BarSeries, atClose: boolean) {
    this.#bars = bars;
    this.atClose = atClose;
    this.symbol = bars.symbol;
  }

  /** How much worse than the bar's price. */
  get slippage(): number {
    return Math.abs(this.price - (this.atClose ? this.#bars.close : this.#bars.open)[this.bar]);
  }

  get time(): number {
    return this.atClose ? closeTimeAt(this.#bars, this.bar) : this.#bars.time[this.bar];
  }
}

/** A copy as plain data. */
export function recordOfFill(fill: Fill): Fill {
  const { orderId, symbol, bar, time, quantity, price, commission, slippage, effect } = fill;
  return { orderId, symbol, bar, time, quantity, price, commission, slippage, effect };
}
