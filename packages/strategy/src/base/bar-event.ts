import type { BarSeries, BarView } from '@tidemark/core-market';
import { BarCursor, GuardedBar, RunPlace } from './bar-view.ts';

/** A bar has closed: what `onBar` is told. One object serves a whole run, so keep `bar.snapshot()`, never the event. */
export interface BarEvent {
  readonly type: 'bar';
  readonly symbol: string;
  /** 0-based index of the bar that has just closed. */
  readonly index: number;
  readonly bar: BarView;
}

/** Gives a run its events, bar by bar. */
export interface BarFeed {
  at(i: number): BarEvent;
}

/** One event and one view for all bars: nothing is allocated per bar. */
export class CursorFeed implements BarFeed {
  readonly #place = new RunPlace();
  readonly #event: CursorEvent;

  constructor(series: BarSeries) {
    this.#event = new CursorEvent(new BarCursor(series, this.#place));
  }

  at(i: number): BarEvent {
    this.#place.index = i;
    return this.#event;
  }
}

class CursorEvent implements BarEvent {
  readonly type = 'bar';
  readonly symbol: string;
  readonly bar: BarView;

  constructor(bar: BarView) {
    this.symbol = bar.symbol;
    this.bar = bar;
  }

  get index(): number {
    return this.bar.index;
  }
}

/** A fresh event and a guarded view per bar: a view that is read after its bar throws. */
export class GuardedFeed implements BarFeed {
  readonly #series: BarSeries;
  readonly #place = new RunPlace();

  constructor(series: BarSeries) {
    this.#series = series;
  }

  at(i: number): BarEvent {
    this.#place.index = i;
    return new CursorEvent(new GuardedBar(this.#series, i, this.#place));
  }
}
