import {
  closeTimeAt,
  type Bar,
  type BarSeries,
  type Calendar,
  type DataFinding,
  type Instrument,
  type Timeframe,
} from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { BarHandler } from '../../handlers/bar-handler.ts';
import { missingBars } from '../../handlers/missing-bars.ts';
import type { FindingTally } from './finding-tally.ts';
import type { LiveBar } from './live-bar.ts';

export interface BookOptions {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly calendar: Calendar | undefined;
  readonly history: BarSeries | undefined;
  readonly from: number | undefined;
  readonly corrections: 'apply' | 'keep' | undefined;
  readonly tally: FindingTally;
  /** Takes what comes out; resolves when there is room for more. */
  readonly give: (bar: LiveBar) => Promise<void>;
  /** Fetches bars that were missed; undefined where that failed, and was reported. */
  readonly backfill: ((range: { from: number; to: number }) => Promise<BarSeries | undefined>) | undefined;
}

/** The bars of one instrument of a feed: what forms, what is over, what was missed. */
export class InstrumentBook {
  readonly #options: BookOptions;
  readonly #handler: BarHandler;
  /** Of the line that is open: what it last said of a bar that is not over. */
  #forming: Bar | undefined;
  /** Nothing came on the line that is open yet: something may have been missed. */
  #fresh = true;

  /** @throws DataError TIMEFRAMES_DIFFER */
  constructor(options: BookOptions) {
    const { instrument, timeframe, calendar, history, corrections, tally } = options;
    this.#options = options;
    const onFinding = (finding: DataFinding): void => tally.add(this.#named(finding), instrument.symbol);
    this.#handler = new BarHandler({ instrument, timeframe, calendar, history, corrections, onFinding });
  }

  /** The bars that are over. */
  get bars(): BarSeries {
    return this.#handler.bars;
  }

  get forming(): Bar | undefined {
    return this.#forming;
  }

  /** The line is gone: what formed on it may end differently, and bars may be missed. */
  lineLost(): void {
    this.#forming = undefined;
    this.#fresh = true;
  }

  /**
   * Holds a bar to the rules of every series; changes nothing.
   *
   * @throws MarketError as `barSeries`, for a bar that cannot be
   */
  check(bar: Bar): void {
    const { instrument, timeframe } = this.#options;
    new BarHandler({ instrument, timeframe }).update(bar);
  }

  /**
   * A bar that the line told, and that is checked.
   *
   * @param closed left out: the feed never says so
   */
  async update(bar: Bar, closed: boolean | undefined): Promise<void> {
    const before = this.#forming;
    if (closed === undefined && before !== undefined && before.time < bar.time) await this.#close(before, 'line');
    const isNew = bar.time > (this.bars.time.at(-1) ?? -Infinity);
    if (this.#fresh && isNew) {
      this.#fresh = false;
      await this.#fillUpTo(bar.time);
    }
    // A feed that never says it corrects a bar by telling it again.
    if (closed ?? !isNew) await this.#close(bar, 'line');
    else if (isNew && bar.time >= (this.#forming?.time ?? -Infinity)) await this.#form(bar);
    else {
      const what = 'a bar that forms was told after a later one';
      this.#found({ code: 'UPDATE_LATE', what, count: 1, where: new Date(bar.time).toISOString() });
    }
  }

  async #form(bar: Bar): Promise<void> {
    this.#forming = bar;
    await this.#options.give({ symbol: this.#symbol, bar, state: 'forming', origin: 'line' });
  }

  async #close(bar: Bar, origin: LiveBar['origin']): Promise<void> {
    if (origin === 'line') await this.#fillUpTo(bar.time);
    this.#reportGapFrom(bar.time);
    const outcome = this.#handler.update(bar, { closed: true });
    if (this.#forming !== undefined && this.#forming.time <= bar.time) this.#forming = undefined;
    if (outcome === 'closed' || outcome === 'corrected') {
      await this.#options.give({ symbol: this.#symbol, bar, state: outcome, origin });
    }
  }

  /** Bars from the last one known up to, not including, the one that opened at `to`. */
  async #fillUpTo(to: number): Promise<void> {
    const { backfill, timeframe, calendar } = this.#options;
    const from = this.#end;
    if (backfill === undefined || from === undefined) return;
    if (missingBars(from, to, timeframe, calendar) === 0) return;
    const bars = await backfill({ from, to });
    if (bars === undefined) return;
    if (bars.timeframe !== timeframe) {
      const what = `the backfill gave bars of ${bars.timeframe}, the feed has ${timeframe}`;
      throw new DataError('TIMEFRAMES_DIFFER', { what, where: this.#symbol, fix: `give bars of ${timeframe}` });
    }
    let outside = 0;
    for (let i = 0; i < bars.length; i++) {
      const time = bars.time[i];
      if (time >= from && time < to) await this.#close(barOf(bars, i), 'backfill');
      else outside++;
    }
    if (outside === 0) return;
    const what = 'bars of a backfill lie outside of what was asked for and were not taken';
    this.#found({ code: 'OUTSIDE_RANGE', what, count: outside, where: new Date(from).toISOString() });
  }

  /** What is missing before the first bar: the handler sees only what is missing between bars. */
  #reportGapFrom(time: number): void {
    const { from, timeframe, calendar } = this.#options;
    if (this.bars.length > 0 || from === undefined) return;
    const count = missingBars(from, time, timeframe, calendar);
    if (count === 0) return;
    const what = `bars are missing before the one of ${new Date(time).toISOString()}`;
    this.#found({ code: 'GAP', what, count, where: new Date(from).toISOString() });
  }

  /** Up to when all is known, as far as it is asked for. */
  get #end(): number | undefined {
    const { bars } = this;
    return bars.length > 0 ? closeTimeAt(bars, bars.length - 1) : this.#options.from;
  }

  get #symbol(): string {
    return this.#options.instrument.symbol;
  }

  #found(finding: DataFinding): void {
    this.#options.tally.add(this.#named(finding), this.#symbol);
  }

  #named(finding: DataFinding): DataFinding {
    return { ...finding, where: `${this.#symbol}, ${finding.where ?? 'live'}` };
  }
}

function barOf(bars: BarSeries, i: number): Bar {
  const { time, open, high, low, close, volume, closeTime } = bars;
  const bar = { time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] };
  return closeTime === undefined ? bar : { ...bar, closeTime: closeTime[i] };
}
