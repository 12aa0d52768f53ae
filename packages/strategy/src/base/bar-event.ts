import type { BarSeries, BarView } from '@tidemark/core-market';
import { BarCursor, GuardedBar, RunPlace } from './bar-view.ts';
import { noFeeds, type Feeds, type SeriesFeeds } from './feeds.ts';

/** A bar has closed: what `onBar` is told. One object serves a whole run, so keep `bar.snapshot()`, never the event. */
export interface BarEvent {
  readonly type: 'bar';
  readonly symbol: string;
  /** 0-based index of the bar that has just closed. */
  readonly index: number;
  readonly bar: BarView;
  /** The bars of other series that have closed by the close of this one: what `withFeeds` gave the strategy. */
  readonly bars: Feeds;
}

/** Gives a run its events, bar by bar. */
export interface BarFeed {
  at(i: number): BarEvent;
}

/** One event and one view for all bars: nothing is allocated per bar. */
export class CursorFeed implements BarFeed {
  readonly #place = new RunPlace();
  readonly #event: CursorEvent;
  readonly #feeds: SeriesFeeds | undefined;

  constructor(series: BarSeries, feeds?: SeriesFeeds) {
    this.#feeds = feeds;
    this.#event = new CursorEvent(new BarCursor(series, this.#place), feeds ?? noFeeds);
  }

  at(i: number): BarEvent {
    this.#place.index = i;
    this.#feeds?.moveTo(i);
    return this.#event;
  }
}

class CursorEvent implements BarEvent {
  readonly type = 'bar';
  readonly symbol: string;
  readonly bar: BarView;
  readonly bars: Feeds;

  constructor(bar: BarView, bars: Feeds) {
    this.symbol = bar.symbol;
    this.bar = bar;
    this.bars = bars;
  }

  get index(): number {
    return this.bar.index;
  }
}

/** A fresh event and a guarded view per bar: a view that is read after its bar throws. */
export class GuardedFeed implements BarFeed {
  readonly #series: BarSeries;
  readonly #place = new RunPlace();
  readonly #feeds: SeriesFeeds | undefined;

  constructor(series: BarSeries, feeds?: SeriesFeeds) {
    this.#series = series;
    this.#feeds = feeds;
  }

  at(i: number): BarEvent {
    this.#place.index = i;
    this.#feeds?.moveTo(i);
    return new CursorEvent(new GuardedBar(this.#series, i, this.#place), this.#feeds ?? noFeeds);
  }
}
