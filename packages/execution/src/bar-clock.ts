import { closeTimeAt, timeframeMs, type BarSeries, type Clock, type Timeframe } from '@tidemark/core-market';

/**
 * Where a run is: at the close of a bar. Times are looked up when somebody asks: a column that is read at a few bars
 * only is not in the processor's cache, 100 ns each.
 */
export class BarClock implements Clock {
  /** Bar `i` is known at `known[i] + after`, epoch ms. */
  readonly #known: Float64Array;
  readonly #after: number;
  readonly #start: number;
  #bar = -1;
  #matching = false;

  constructor({ time, closeTime, timeframe }: BarSeries) {
    this.#start = time[0];
    this.#known = closeTime ?? time;
    this.#after = closeTime === undefined ? timeframeMs(timeframe as Timeframe) : 0;
  }

  /** 0-based index of the bar that has just closed; -1 before the first. */
  get bar(): number {
    return this.#bar;
  }

  moveTo(bar: number): void {
    this.#bar = bar;
  }

  /** The bar whose close is the last that a decision knows: while orders meet a bar, the one before it. */
  get decided(): number {
    return this.#matching ? this.#bar - 1 : this.#bar;
  }

  /** Orders meet the bar, or have met it. */
  meet(matching: boolean): void {
    this.#matching = matching;
  }

  /** Close time of the bar that has just closed, epoch ms. */
  now(): number {
    return this.closeTime(this.#bar);
  }

  /** When a bar is known, epoch ms; before the first, its open. */
  closeTime(bar: number): number {
    return bar < 0 ? this.#start : this.#known[bar] + this.#after;
  }
}

/** When bar `bar` of a series is known, epoch ms: what a clock on it says. */
export function knownTime(bars: BarSeries, bar: number): number {
  return bar < 0 ? bars.time[0] : closeTimeAt(bars, bar);
}
