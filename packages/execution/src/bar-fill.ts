import { closeTimeAt, type BarSeries, type Fill } from '@tidemark/core-market';

/**
 * A fill against a bar: at its open, inside it, or at its close. The simulator reports every fill of an instrument with
 * the same object, and the time is looked up when somebody asks: take a copy (`recordOfFill`) to keep one.
 */
export class BarFill implements Fill {
  readonly #bars: BarSeries;
  readonly symbol: string;
  atClose = false;
  orderId = 0;
  bar = -1;
  quantity = 0;
  price = NaN;
  commission = 0;
  slippage = 0;
  effect: Fill['effect'] = 'open';
  lot: number | undefined;
  /** Epoch ms, where something finer than the bar says it. */
  at: number | undefined;

  constructor(bars: BarSeries) {
    this.#bars = bars;
    this.symbol = bars.symbol;
  }

  get time(): number {
    if (this.at !== undefined) return this.at;
    return this.atClose ? closeTimeAt(this.#bars, this.bar) : this.#bars.time[this.bar];
  }
}

/** A copy as plain data. */
export function recordOfFill(fill: Fill): Fill {
  const { orderId, symbol, bar, time, quantity, price, commission, slippage, effect, lot } = fill;
  const record = { orderId, symbol, bar, time, quantity, price, commission, slippage, effect };
  return lot === undefined ? record : { ...record, lot };
}
