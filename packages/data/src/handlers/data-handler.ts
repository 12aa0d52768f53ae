import {
  closeTimes,
  exactIndex,
  sliceBars,
  unionClock,
  type BarFrameSeries,
  type BarQuery,
  type BarSeries,
  type DataReport,
  type DataSource,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';

/** What is known at one moment. It moves with the iteration: keep what it answers, not itself. */
export interface MarketMoment {
  /** Epoch ms: one or more bars have just closed. */
  readonly time: number;
  /** Place of the moment among all, from 0. */
  readonly index: number;
  /** Symbols whose bar has just closed, in the handler's order. */
  readonly closed: readonly string[];
  /** Index of the symbol's last closed bar in its own series, -1 before the first. @throws DataError UNKNOWN_SYMBOL */
  readonly last: (symbol: string) => number;
  /** The symbol's closed bars: views on its columns that end with the last one. @throws DataError UNKNOWN_SYMBOL */
  readonly bars: (symbol: string) => BarSeries;
}

/**
 * Many instruments on one clock. Columns stay on each instrument's own bars, of whatever timeframe: the clock only says
 * which bar each has. Iterating goes from close to close, so that nothing is seen before it is known.
 *
 * @example
 * const a = syntheticBars({ bars: 3, timeframe: '1m', instrument: 'A' });
 * const b = syntheticBars({ bars: 1, timeframe: '2m', instrument: 'B' });
 * const seen = [];
 * for (const { closed, last } of new DataHandler([a, b])) seen.push([closed.join(), last('B')]);
 * seen // => [['A', -1], ['A,B', 0], ['A', 0]]
 */
export class DataHandler implements Iterable<MarketMoment> {
  readonly symbols: readonly string[];
  readonly #series: ReadonlyMap<string, BarSeries>;
  readonly #closes: readonly Float64Array[];
  /** Every moment at which some bar closes, epoch ms, ascending. */
  readonly time: Float64Array;

  /** @throws DataError NO_SERIES, DUPLICATE_SYMBOL */
  constructor(series: readonly BarSeries[]) {
    if (series.length === 0)
      throw new DataError('NO_SERIES', { what: 'there are no bars', fix: 'give at least one series' });
    this.symbols = series.map(({ symbol }) => symbol);
    this.#series = new Map(series.map((bars) => [bars.symbol, bars]));
    const twice = this.symbols.find((symbol, i) => this.symbols.indexOf(symbol) !== i);
    if (twice !== undefined) {
      const what = `${twice} is there twice`;
      throw new DataError('DUPLICATE_SYMBOL', { what, fix: 'give each instrument once, under its own symbol' });
    }
    this.#closes = series.map((bars) => closeTimes(bars));
    this.time = unionClock(this.#closes);
  }

  /**
   * A handler of what several sources give to one query, with their reports in the same order.
   *
   * @throws what the sources throw; DataError NO_SERIES, DUPLICATE_SYMBOL
   */
  static async load(
    sources: readonly DataSource[],
    query: BarQuery = {},
  ): Promise<{ readonly handler: DataHandler; readonly reports: readonly DataReport[] }> {
    const answers = await Promise.all(sources.map((source) => source.bars(query)));
    return { handler: new DataHandler(answers.map(({ data }) => data)), reports: answers.map(({ report }) => report) };
  }

  /** Moments at which something became known. */
  get length(): number {
    return this.time.length;
  }

  /** The bars of one instrument. @throws DataError UNKNOWN_SYMBOL */
  bars(symbol: string): BarSeries {
    return this.#of(symbol);
  }

  /** The instruments on the union of their opens, as portfolio strategies take them. */
  frame(): BarFrameSeries {
    const all = [...this.#series.values()];
    const time = unionClock(all.map((bars) => bars.time));
    const series = Object.fromEntries(all.map((bars) => [bars.symbol, bars]));
    const index = Object.fromEntries(all.map((bars) => [bars.symbol, exactIndex(time, bars.time)]));
    return { symbols: this.symbols, time, length: time.length, series, index };
  }

  *[Symbol.iterator](): Iterator<MarketMoment> {
    const { symbols, time } = this;
    const closes = this.#closes;
    const cursors = new Int32Array(symbols.length).fill(-1);
    const place = new Map(symbols.map((symbol, k) => [symbol, k]));
    const last = (symbol: string): number => {
      const k = place.get(symbol);
      if (k === undefined) throw this.#unknown(symbol);
      return cursors[k];
    };
    const bars = (symbol: string): BarSeries => sliceBars(this.#of(symbol), 0, last(symbol) + 1);
    for (let index = 0; index < time.length; index++) {
      const closed: string[] = [];
      for (let k = 0; k < symbols.length; k++) {
        const next = cursors[k] + 1;
        if (next >= closes[k].length || closes[k][next] !== time[index]) continue;
        cursors[k] = next;
        closed.push(symbols[k]);
      }
      yield { time: time[index], index, closed, last, bars };
    }
  }

  #of(symbol: string): BarSeries {
    const bars = this.#series.get(symbol);
    if (bars === undefined) throw this.#unknown(symbol);
    return bars;
  }

  #unknown(symbol: string): DataError {
    const fix = `it has ${this.symbols.join(', ')}`;
    return new DataError('UNKNOWN_SYMBOL', { what: `there is no ${symbol}`, where: 'DataHandler', fix });
  }
}
