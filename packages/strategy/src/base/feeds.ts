import { nearestName } from '@tidemark/core-errors';
import { asOfIndex, closeTimes, type BarSeries, type BarView } from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { BarCursor, GuardedBar, RunPlace } from './bar-view.ts';

/** Bars of other series, as they are known when the run's bar closes. */
export interface Feeds {
  /** As `withFeeds` was given them. */
  readonly names: readonly string[];
  /**
   * The last bar of a series that had closed by the close of the run's bar; undefined before there was one. It is a view
   * that moves with the run, as `event.bar` is.
   * @throws StrategyError UNKNOWN_FEED
   */
  get(name: string): BarView | undefined;
}

interface Feed {
  readonly series: BarSeries;
  /** For each bar of the run the last bar of this series that had closed; -1 before the first. */
  readonly known: Int32Array;
  readonly place: RunPlace;
  readonly view: BarView;
}

/** Other series along the bars of one run: the run moves them, their views read them. */
export class SeriesFeeds implements Feeds {
  readonly names: readonly string[];
  readonly #feeds: readonly Feed[];
  readonly #byName: ReadonlyMap<string, Feed>;
  readonly #isGuarded: boolean;

  constructor(clock: BarSeries, others: Readonly<Record<string, BarSeries>>, isGuarded: boolean) {
    const closes = closeTimes(clock);
    const feeds = Object.entries(others).map(([name, series]): readonly [string, Feed] => {
      const place = new RunPlace();
      place.index = -1;
      return [
        name,
        { series, known: asOfIndex(closes, closeTimes(series)), place, view: new BarCursor(series, place) },
      ];
    });
    this.names = feeds.map(([name]) => name);
    this.#feeds = feeds.map(([, feed]) => feed);
    this.#byName = new Map(feeds);
    this.#isGuarded = isGuarded;
  }

  moveTo(i: number): void {
    for (const { known, place } of this.#feeds) place.index = known[i];
  }

  get(name: string): BarView | undefined {
    const feed = this.#byName.get(name);
    if (feed === undefined) throw unknownFeed(name, this.names);
    const { place, series, view } = feed;
    if (place.index < 0) return undefined;
    return this.#isGuarded ? new GuardedBar(series, place.index, place) : view;
  }
}

/** Of a run that was given no other series. */
export const noFeeds: Feeds = {
  names: [],
  get: (name) => {
    throw unknownFeed(name, []);
  },
};

function unknownFeed(name: string, names: readonly string[]): StrategyError {
  const meant = nearestName(name, names);
  const known = names.length === 0 ? '' : `; the feeds are ${names.join(', ')}`;
  const fix = meant === undefined ? `give it: withFeeds(strategy, { ${name}: bars })` : `did you mean ${meant}?`;
  return new StrategyError('UNKNOWN_FEED', { what: `there is no feed ${JSON.stringify(name)}${known}`, fix });
}
