import { timeframeMs, type BarSeries, type Clock, type Timeframe } from '@tidemark/core-market';

/** Where a run is: at the close of a bar. */
export class BarClock implements Clock {
  /** Bar `i` is known at `known[i] + after`, epoch ms. */
  readonly #known: Float64Array;
  readonly #after: number;
  #bar = -1;
  #now = NaN;

  constructor({ time, closeTime, timeframe }: BarSeries) {
    this.#known = closeTime ?? time;
    this.#after = closeTime === undefined ? timeframeMs(timeframe as Timeframe) : 0;
  }

  /** 0-based index of the bar that has just closed; -1 before the first. */
  get bar(): number {
    return this.#bar;
  }

  now(): number {
    return this.#now;
  }

  moveTo(bar: number): void {
    this.#bar = bar;
    this.#now = this.#known[bar] + this.#after;
  }
}
