import { barAt, closeTimeAt, type Bar, type BarSeries, type BarView } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';

/** The bar that a run is at: the run moves it, its views read it. */
export class RunPlace {
  index = 0;
}

/** The view that a class sees: getters over the hoisted columns at a cursor, so that a bar costs only what is read. */
export class BarCursor implements BarView {
  readonly symbol: string;
  readonly #series: BarSeries;
  readonly #time: Float64Array;
  readonly #open: Float64Array;
  readonly #high: Float64Array;
  readonly #low: Float64Array;
  readonly #close: Float64Array;
  readonly #volume: Float64Array;
  readonly #place: RunPlace;

  constructor(series: BarSeries, place: RunPlace) {
    this.#place = place;
    this.symbol = series.symbol;
    this.#series = series;
    this.#time = series.time;
    this.#open = series.open;
    this.#high = series.high;
    this.#low = series.low;
    this.#close = series.close;
    this.#volume = series.volume;
  }

  get index(): number {
    return this.#place.index;
  }
  get time(): number {
    return this.#time[this.#place.index];
  }
  get open(): number {
    return this.#open[this.#place.index];
  }
  get high(): number {
    return this.#high[this.#place.index];
  }
  get low(): number {
    return this.#low[this.#place.index];
  }
  get close(): number {
    return this.#close[this.#place.index];
  }
  get volume(): number {
    return this.#volume[this.#place.index];
  }
  get closeTime(): number {
    return closeTimeAt(this.#series, this.#place.index);
  }
  ago(n: number): Bar {
    return barAgo(this.#series, this.#place.index, n);
  }
  snapshot(): Bar {
    return barAt(this.#series, this.#place.index);
  }
}

/** The view of one bar that may be read on that bar only: what an audit hands out. */
export class GuardedBar implements BarView {
  readonly #series: BarSeries;
  readonly #index: number;
  readonly #place: RunPlace;

  constructor(series: BarSeries, index: number, place: RunPlace) {
    this.#series = series;
    this.#index = index;
    this.#place = place;
  }

  get index(): number {
    const now = this.#place.index;
    if (now === this.#index) return now;
    throw new StrategyError('HOLDS_A_BAR_VIEW', {
      what: `the view of bar ${this.#index} was read on bar ${now}, where it shows bar ${now}`,
      where: `${this.#series.symbol}, bar ${now}`,
      fix: 'keep event.bar.snapshot(), or look back with event.bar.ago(n)',
    });
  }
  get symbol(): string {
    return this.#series.symbol;
  }
  get time(): number {
    return this.#series.time[this.index];
  }
  get open(): number {
    return this.#series.open[this.index];
  }
  get high(): number {
    return this.#series.high[this.index];
  }
  get low(): number {
    return this.#series.low[this.index];
  }
  get close(): number {
    return this.#series.close[this.index];
  }
  get volume(): number {
    return this.#series.volume[this.index];
  }
  get closeTime(): number {
    return closeTimeAt(this.#series, this.index);
  }
  ago(n: number): Bar {
    return barAgo(this.#series, this.index, n);
  }
  snapshot(): Bar {
    return barAt(this.#series, this.index);
  }
}

function barAgo(series: BarSeries, index: number, n: number): Bar {
  if (Number.isInteger(n) && n >= 0 && n <= index) return barAt(series, index - n);
  const what = n < 0 ? `ago(${n}) asks for the future` : `ago(${n}) lies before the first bar`;
  const fix = `ask for a whole number of bars from 0 to ${index}`;
  throw new StrategyError('BAR_OUT_OF_RANGE', { what, where: `${series.symbol}, bar ${index}`, fix });
}
