import {
  isTimeframe,
  isCalendarFrame,
  nextOpen,
  timeframeMs,
  type BarView,
  type Timeframe,
} from '@tidemark/core-market';
import { StrategyError } from '../error.ts';
import { wallClock, type WallClock } from './wall-clock.ts';

/** When, within each frame, and by whose clocks. */
export interface TimerOptions {
  /** Hours and minutes from the frame's begin, `15:45`. Left out: its begin. */
  readonly at?: string | undefined;
  /** IANA name of the exchange's zone. Left out: UTC. */
  readonly timeZone?: string | undefined;
  /** What `onTimer` is told. Left out: the timeframe and `at`, as in `1d 15:45`. */
  readonly name?: string | undefined;
}

/** A moment has come: what `onTimer` is told. */
export interface TimerEvent {
  readonly type: 'timer';
  readonly name: string;
  /** The moment, epoch ms. */
  readonly time: number;
  /** How long before the close of this bar that was, ms: hours where the market was closed at that moment. */
  readonly delayMs: number;
  /** The first bar that closed at the moment or after it. */
  readonly bar: BarView;
}

/** Moments in exchange time, one per frame. */
export class Timer {
  readonly name: string;
  readonly #timeframe: Timeframe;
  readonly #atMs: number;
  readonly #clock: WallClock;
  /** The wall time of the frame that comes next. */
  #frame = NaN;
  /** The next moment, epoch ms; NaN before the start. */
  #next = NaN;

  /** @throws StrategyError INVALID_TIMER */
  constructor(timeframe: Timeframe, { at = '00:00', timeZone = 'UTC', name }: TimerOptions, where: string) {
    this.#timeframe = timeframe;
    this.#atMs = checkedOffset(timeframe, at, where);
    this.#clock = wallClock(timeZone, where);
    this.name = name ?? `${timeframe} ${at}`;
  }

  /**
   * The oldest moment up to `close` that was not taken yet, of those after `start` where it is the first call.
   *
   * @returns epoch ms; NaN where there is none
   */
  take(start: number, close: number): number {
    if (Number.isNaN(this.#next)) this.#startAfter(start);
    const moment = this.#next;
    if (moment > close) return NaN;
    this.#step();
    return moment;
  }

  #startAfter(start: number): void {
    // Two frames early, whatever the offsets: moments that lie before the start are passed over.
    const minute = Math.floor(start / 60_000) * 60_000;
    const wall = this.#clock.wallAt(minute);
    const length = isCalendarFrame(this.#timeframe)
      ? nextOpen(this.#timeframe, wall) - wall
      : timeframeMs(this.#timeframe);
    this.#frame = nextOpen(this.#timeframe, wall - 2 * Math.max(length, 86_400_000));
    this.#next = this.#clock.momentOf(this.#frame + this.#atMs);
    while (this.#next <= start) this.#step();
  }

  /** To the next frame; one whose moment falls on the same as the last, because clocks were put forward, has none. */
  #step(): void {
    const last = this.#next;
    while (this.#next <= last) {
      this.#frame = nextOpen(this.#timeframe, this.#frame);
      this.#next = this.#clock.momentOf(this.#frame + this.#atMs);
    }
  }
}

function checkedOffset(timeframe: Timeframe, at: string, where: string): number {
  const fail = (what: string, fix: string): never => {
    throw new StrategyError('INVALID_TIMER', { what, where, fix });
  };
  if (typeof timeframe !== 'string' || !isTimeframe(timeframe)) {
    fail(`${JSON.stringify(timeframe)} is not a timeframe`, "write a count and a unit: '1h', '1d', '1w', '1M'");
  }
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(at) ?? [];
  if (hours === undefined) fail(`at is ${JSON.stringify(at)}`, "write hours and minutes: '15:45'");
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const length = isCalendarFrame(timeframe) ? 28 * 86_400_000 : timeframeMs(timeframe);
  if (length < 60_000) fail(`${timeframe} is shorter than a minute`, 'give a minute or more');
  if (offset >= length)
    fail(`${at} lies after the end of a frame of ${timeframe}`, 'give less time than the frame has');
  return offset;
}
