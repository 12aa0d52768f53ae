import type { BarSeries, Columns } from '@tidemark/core-market';
import type { InstrumentMarketOptions } from './instrument-market.ts';
import type { InstrumentOrders } from './instrument-orders.ts';
import type { PriceBar } from './price-bar.ts';
import { raiseTrailingStop, trailUntil } from './trailing-stop.ts';

/** Bars of one instrument that fill none of the orders that wait: the stops that trail move with them. */
export class UntouchedBars {
  /** Columns of the strategy, for trailing distances. */
  columns: Columns = {};
  /** The bar whose finer bars were met instead of itself. */
  walked = -1;
  readonly #bars: BarSeries;
  readonly #orders: InstrumentOrders;
  readonly #prices: PriceBar;
  readonly #walks: boolean;
  /** What orders meet is the bars themselves. */
  readonly #plain: boolean;
  readonly #atClose: boolean;

  constructor(
    bars: BarSeries,
    orders: InstrumentOrders,
    prices: PriceBar,
    { semantics, detail, quotes }: InstrumentMarketOptions,
  ) {
    this.#bars = bars;
    this.#orders = orders;
    this.#prices = prices;
    this.#walks = detail !== undefined;
    this.#plain = detail === undefined && quotes === undefined;
    this.#atClose = semantics.trailFrom === 'close';
  }

  /** True where what orders meet right now may fill one. Finer bars may move a trailing stop before it is touched. */
  areMet(): boolean {
    const { waiting } = this.#orders;
    if (waiting.atMarket.length > 0) return true; // the bar's extremes are not in the processor's cache, 100 ns each
    if (this.#walks && waiting.trailing.length > 0) return true;
    return waiting.meets(this.#prices.high, this.#prices.low);
  }

  /** The end of what orders have met: trailing stops move. */
  rest(i: number): void {
    const { trailing } = this.#orders.waiting;
    if (trailing.length === 0) return;
    if (this.walked !== i) this.#prices.moveTo(i);
    for (const order of trailing) {
      // The extreme of a bar may lie before the entry inside it.
      const unclear = order.bornInside && order.createdBar === i && order.bornRow === this.#prices.row;
      const price = unclear || this.#atClose ? this.#prices.close(order) : this.#prices.best(order);
      raiseTrailingStop(order, price, this.columns, i);
    }
  }

  /**
   * The bars from `from` up to, not including, `to` that fill none of the orders that wait: they are over for them.
   *
   * @returns the first bar that is to be met
   */
  passUntil(from: number, to: number): number {
    const { news, lifetimes, waiting } = this.#orders;
    const { trailing, resting } = waiting;
    if (news || lifetimes.watches || waiting.atMarket.length > 0 || waiting.atClose.length > 0) return from;
    if (trailing.length === 1 && this.#plain) {
      return trailUntil(trailing[0], this.#bars, [from, to], resting, this.columns, this.#atClose);
    }
    let i = from;
    for (; i < to; i++) {
      this.#prices.moveTo(i);
      if (this.areMet()) break;
      this.rest(i);
    }
    return i;
  }
}
