import { closeTimeAt, timeframeMs, type BarSeries, type Clock, type Timeframe } from '@tidemark/core-market';

/** What the instruments of a run share as it goes on. */
export interface RunState {
  /** Orders meet the bar: it is not decided on yet. */
  matching: boolean;
  /** How many orders may still fill. */
  working: number;
}

/**
 * Where a run is: at the close of a bar. Times are looked up when somebody asks: a column that is read at a few bars
 * only is not in the processor's cache, 100 ns each.
 */
export class BarClock implements Clock {
  /** Bar `i` is known at `known[i] + after`, epoch ms. */
  readonly #known: Float64Array;
  readonly #after: number;
  readonly #start: number;
  readonly #state: Pick<RunState, 'matching'>;
  #bar = -1;

  constructor({ time, closeTime, timeframe }: BarSeries, state: Pick<RunState, 'matching'> = { matching: false }) {
    this.#state = state;
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
    return this.#state.matching ? this.#bar - 1 : this.#bar;
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
