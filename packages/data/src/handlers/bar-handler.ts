import {
  closeTimeAt,
  isCalendarFrame,
  nextOpen,
  timeframeMs,
  sliceBars,
  barSeries,
  type Bar,
  type BarSeries,
  type Calendar,
  type DataFinding,
  type Instrument,
  type Timeframe,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { missingBars } from './missing-bars.ts';

/** What a handler of live bars is told. */
export interface BarHandlerOptions {
  /** A symbol alone stands for an instrument in USD with multiplier 1. */
  readonly instrument: Instrument | string;
  readonly timeframe: Timeframe;
  /** When bars are to be expected: without it every distance longer than a bar is a gap. */
  readonly calendar?: Calendar | undefined;
  /** Bars that came before, of the same timeframe: from a source, for example. */
  readonly history?: BarSeries | undefined;
  /** What to do with a closed bar that comes again with other values: take it (default), or keep what was known. */
  readonly corrections?: 'apply' | 'keep' | undefined;
  /** Called with every gap, correction and late bar as it is found. */
  readonly onFinding?: ((finding: DataFinding) => void) | undefined;
}

/** What became of a bar. */
export type BarOutcome =
  /** It forms: it can change until the next one comes. */
  | 'forming'
  /** It has closed and is part of `bars`. */
  | 'closed'
  /** It is known already, to the bit. */
  | 'repeated'
  /** It changes a closed bar. */
  | 'corrected'
  /** It changes a closed bar, or would come between two, and was not taken. */
  | 'ignored';

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

/**
 * Bars as they come from a feed, to a series of closed bars: each is checked, the last one may form, gaps are found
 * against the calendar, and a closed bar that comes again is a correction.
 *
 * @example
 * const handler = new BarHandler({ instrument: 'ES', timeframe: '1m' });
 * const bar = { time: 0, open: 1, high: 2, low: 1, close: 2, volume: 5 };
 * handler.update(bar) // => 'forming'
 * handler.bars.length // => 0
 * handler.update({ ...bar, time: 60_000 }) // => 'forming'
 * handler.bars.length // => 1
 */
export class BarHandler {
  readonly #options: BarHandlerOptions;
  #bars: BarSeries;
  /** Columns with room beyond the closed bars: a series is a view on their beginning. */
  #room: Room;
  #length = 0;
  #forming: Bar | undefined;
  readonly #findings: DataFinding[] = [];

  /** @throws DataError TIMEFRAMES_DIFFER */
  constructor(options: BarHandlerOptions) {
    const { history, timeframe, instrument } = options;
    this.#options = options;
    if (history !== undefined && history.timeframe !== timeframe) {
      const what = `the history has bars of ${history.timeframe}, the feed of ${timeframe}`;
      throw new DataError('TIMEFRAMES_DIFFER', { what, where: history.symbol, fix: 'resample the history first' });
    }
    this.#room = roomFor(64);
    this.#bars = barSeries(roomFor(0), { instrument, timeframe });
    for (let i = 0; i < (history?.length ?? 0); i++) this.#append(barOf(history!, i));
  }

  /** The closed bars. A series that was taken earlier keeps its length. */
  get bars(): BarSeries {
    return this.#bars;
  }

  /** The bar that is not over yet: not for decisions. */
  get forming(): Bar | undefined {
    return this.#forming;
  }

  /** Gaps, corrections and late bars so far. */
  get findings(): readonly DataFinding[] {
    return this.#findings;
  }

  /**
   * A bar of the feed.
   *
   * @param closed the feed says that it is over; without it, a bar is over when one of a later time comes
   * @throws MarketError as `barSeries`, for a bar that cannot be
   */
  update(bar: Bar, { closed = false }: { readonly closed?: boolean | undefined } = {}): BarOutcome {
    const { instrument, timeframe } = this.#options;
    checkBar(bar, instrument, timeframe);
    const last = this.#length - 1;
    if (this.#length > 0 && bar.time <= this.#room.time[last]) return this.#again(bar);
    const forming = this.#forming;
    if (forming !== undefined && bar.time < forming.time) return this.#late(bar, forming.time);
    if (forming !== undefined && bar.time > forming.time) this.#append(forming);
    this.#forming = undefined;
    if (!closed) {
      this.#forming = bar;
      return 'forming';
    }
    this.#append(bar);
    return 'closed';
  }

  /**
   * The clock: a bar that forms is closed when its time is over, where the feed says nothing.
   *
   * @param now epoch ms
   * @returns whether a bar was closed
   */
  advance(now: number): boolean {
    const forming = this.#forming;
    if (forming === undefined || now < closeOf(forming, this.#options.timeframe)) return false;
    this.#forming = undefined;
    this.#append(forming);
    return true;
  }

  /** A bar at or before the last closed one. */
  #again(bar: Bar): BarOutcome {
    const room = this.#room;
    let i = this.#length - 1;
    while (i >= 0 && room.time[i] > bar.time) i--;
    if (i < 0 || room.time[i] !== bar.time) return this.#late(bar, room.time[this.#length - 1]);
    const changed = FIELDS.filter((name) => !Object.is(room[name][i], bar[name]));
    if (changed.length === 0) return 'repeated';
    const apply = (this.#options.corrections ?? 'apply') === 'apply';
    const changes = changed.map((name) => `${name} ${room[name][i]} to ${bar[name]}`).join(', ');
    this.#found('BAR_CORRECTED', `a closed bar came again: ${changes}${apply ? '' : '; not taken'}`, bar.time);
    if (!apply) return 'ignored';
    // Series that were handed out stay as they were: whoever decided on them decided on that.
    this.#room = copyOf(room, room.time.length);
    for (const name of changed) this.#room[name][i] = bar[name];
    this.#view();
    return 'corrected';
  }

  #late(bar: Bar, last: number): 'ignored' {
    const what = `a bar came after the one of ${new Date(last).toISOString()} and has no place any more`;
    this.#found('BAR_LATE', what, bar.time);
    return 'ignored';
  }

  #append(bar: Bar): void {
    const { timeframe, calendar } = this.#options;
    const i = this.#length;
    if (i > 0) {
      const from = Math.min(closeTimeAt(this.#bars, i - 1), bar.time);
      const missing = missingBars(from, bar.time, timeframe, calendar);
      if (missing > 0)
        this.#found('GAP', `bars are missing before the one of ${new Date(bar.time).toISOString()}`, from, missing);
      if (this.#room.closeTime[i - 1] > bar.time) this.#cutShort(i - 1, bar.time);
    }
    if (i === this.#room.time.length) this.#room = copyOf(this.#room, 2 * i);
    for (const name of FIELDS) this.#room[name][i] = bar[name];
    this.#room.time[i] = bar.time;
    this.#room.closeTime[i] = closeOf(bar, timeframe);
    this.#length = i + 1;
    this.#view();
  }

  /** A bar that is followed early has closed when the next one opens. Series that were handed out stay as they were. */
  #cutShort(i: number, time: number): void {
    this.#room = copyOf(this.#room, this.#room.time.length);
    this.#room.closeTime[i] = time;
  }

  #view(): void {
    this.#bars = sliceBars({ ...this.#bars, ...this.#room, length: this.#room.time.length }, 0, this.#length);
  }

  #found(code: string, what: string, time: number, count = 1): void {
    const finding = { code, what, count, where: new Date(time).toISOString() };
    this.#findings.push(finding);
    this.#options.onFinding?.(finding);
  }
}

type Room = Record<'time' | 'closeTime' | (typeof FIELDS)[number], Float64Array>;

function roomFor(size: number): Room {
  const column = (): Float64Array => new Float64Array(size);
  const prices = { open: column(), high: column(), low: column(), close: column(), volume: column() };
  return { time: column(), closeTime: column(), ...prices };
}

function copyOf(room: Room, size: number): Room {
  const copy = roomFor(size);
  for (const name of Object.keys(copy) as (keyof Room)[]) copy[name].set(room[name]);
  return copy;
}

/** When a bar is over: as it says, after its timeframe, or with the month, quarter or year. */
function closeOf({ time, closeTime }: Bar, timeframe: Timeframe): number {
  return closeTime ?? (isCalendarFrame(timeframe) ? nextOpen(timeframe, time) : time + timeframeMs(timeframe));
}

function barOf(bars: BarSeries, i: number): Bar {
  const { time, open, high, low, close, volume } = bars;
  const bar = { time: time[i], open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] };
  return { ...bar, closeTime: closeTimeAt(bars, i) };
}

/** The rules of every series hold for a bar alone. */
function checkBar(bar: Bar, instrument: Instrument | string, timeframe: Timeframe): void {
  const column = (value: number): Float64Array => Float64Array.of(value);
  const { time, open, high, low, close, volume } = bar;
  const prices = { open: column(open), high: column(high), low: column(low), close: column(close) };
  const closeTime = column(Number.isFinite(time) ? closeOf(bar, timeframe) : NaN);
  barSeries({ time: column(time), ...prices, volume: column(volume), closeTime }, { instrument, timeframe });
}
