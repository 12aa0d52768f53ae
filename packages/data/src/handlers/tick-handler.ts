import {
  instrument as describe,
  type Bar,
  type BarSeries,
  type Instrument,
  type Quote,
  type Tick,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { TickBarBuilder } from '../transformers/tick-bar-builder.ts';
import { tickBarSeries } from '../transformers/tick-bars.ts';
import type { TickBarRule } from '../transformers/tick-bar-rule.ts';

/** What a handler of ticks makes of them. */
export interface TickHandlerOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  /** When a bar is full. */
  readonly bars: TickBarRule;
  /**
   * What bars are made of: `trades` (default), or the `mid`, `bid` or `ask` of quotes, whose bars have no volume.
   * Bars of volume, money and imbalance need trades.
   */
  readonly price?: 'trades' | 'mid' | 'bid' | 'ask' | undefined;
}

/**
 * Trades and quotes as they come, to bars: the same bits as `tickBars` on the whole column. Quotes beside trades tell
 * who crossed the spread where the feed does not: a trade above the middle was bought, below it sold.
 *
 * @see Lee and Ready, Inferring Trade Direction from Intraday Data (1991)
 * @example
 * const handler = new TickHandler({ instrument: 'ES', bars: { by: 'ticks', threshold: 2 } });
 * handler.trade({ time: 1, price: 10, size: 3 }) // => 0
 * handler.trade({ time: 2, price: 11, size: 1 }) // => 1
 * handler.bars.close // => [11]
 */
export class TickHandler {
  readonly instrument: Instrument;
  readonly #rule: TickBarRule;
  readonly #price: NonNullable<TickHandlerOptions['price']>;
  readonly #builder: TickBarBuilder;
  #quote: Quote | undefined;

  /** @throws DataError INVALID_THRESHOLD, INVALID_TIMEFRAME, UNKNOWN_RULE, TRADES_NEEDED */
  constructor({ instrument, bars, price = 'trades' }: TickHandlerOptions) {
    this.instrument = typeof instrument === 'string' ? describe(instrument) : instrument;
    this.#rule = bars;
    this.#price = price;
    this.#builder = new TickBarBuilder(bars);
    if (price === 'trades' || bars.by === 'time' || bars.by === 'ticks') return;
    const what = `bars by ${bars.by} cannot be made of quotes: nothing was traded`;
    throw new DataError('TRADES_NEEDED', {
      what,
      where: this.instrument.symbol,
      fix: "count ticks or time, or pass { price: 'trades' }",
    });
  }

  /** The full bars. A series that was taken earlier keeps its length. */
  get bars(): BarSeries {
    const series = tickBarSeries(this.#builder.columns(), this.#rule, this.instrument);
    return this.#price === 'trades' ? series : withoutVolume(series);
  }

  /** The bar that is not full yet: not for decisions. */
  get forming(): Bar | undefined {
    const bar = this.#builder.forming();
    if (bar === undefined) return undefined;
    const { time, open, high, low, close, volume, closeTime } = bar;
    return { time, open, high, low, close, volume: this.#price === 'trades' ? volume : NaN, closeTime };
  }

  /** The last quote. */
  get quote(): Quote | undefined {
    return this.#quote;
  }

  /**
   * A trade, not earlier than any tick before it.
   *
   * @returns how many bars it has filled
   * @throws DataError TICKS_NOT_ASCENDING, BAD_TICK
   */
  trade({ time, price, size, aggressor }: Tick): number {
    const before = this.#builder.length;
    if (this.#price !== 'trades') this.#builder.advance(time);
    else
      this.#builder.add(
        time,
        price,
        size,
        aggressor === undefined ? this.#side(price) : aggressor === 'buyer' ? 1 : -1,
      );
    return this.#builder.length - before;
  }

  /**
   * A quote, not earlier than any tick before it. One whose bid is not below its ask makes no price.
   *
   * @returns how many bars it has filled
   * @throws DataError TICKS_NOT_ASCENDING, BAD_TICK
   */
  quoted(quote: Quote): number {
    const before = this.#builder.length;
    const { time, bidPrice, askPrice } = quote;
    const prices = { bid: bidPrice, ask: askPrice, mid: (bidPrice + askPrice) / 2 };
    const crossed = !(bidPrice < askPrice);
    if (this.#price === 'trades' || crossed) this.#builder.advance(time);
    else this.#builder.add(time, prices[this.#price], 0);
    this.#quote = crossed ? undefined : quote;
    return this.#builder.length - before;
  }

  /**
   * The clock: a bar of time that has ended is full, without a further tick.
   *
   * @param now epoch ms
   * @returns how many bars that has filled
   * @throws DataError TICKS_NOT_ASCENDING
   */
  advance(now: number): number {
    const before = this.#builder.length;
    this.#builder.advance(now);
    return this.#builder.length - before;
  }

  /** 1 bought, -1 sold, NaN not known: without a quote, and at its middle. */
  #side(price: number): number {
    if (this.#quote === undefined) return NaN;
    const middle = (this.#quote.bidPrice + this.#quote.askPrice) / 2;
    return price > middle ? 1 : price < middle ? -1 : NaN;
  }
}

function withoutVolume(bars: BarSeries): BarSeries {
  const { vwap: _, ...extra } = bars.extra;
  return { ...bars, volume: new Float64Array(bars.length).fill(NaN), extra };
}
