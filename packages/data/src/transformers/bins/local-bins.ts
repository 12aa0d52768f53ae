import { floorTime, nextOpen, type Timeframe } from '@tidemark/core-market';
import type { TimeZone } from '../../calendars/time-zone.ts';
import type { Bin, Bins } from './bins.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/**
 * Days, weeks, months, quarters and years of the local calendar: from midnight to midnight, so that a day may have 23
 * or 25 hours.
 */
export class CalendarBins implements Bins {
  readonly #frame: Timeframe;
  readonly #zone: TimeZone;
  readonly #shift: number;

  /** @param shift ms of wall-clock time by which every edge lies later */
  constructor(frame: Timeframe, zone: TimeZone, shift = 0) {
    this.#frame = frame;
    this.#zone = zone;
    this.#shift = shift;
  }

  at(time: number): Bin {
    let open = floorTime(this.#frame, this.#zone.toLocal(time) - this.#shift);
    let start = this.#edge(open);
    // Where midnight is skipped or occurs twice, the day begins at its first moment, which the wall clock may not show.
    while (start > time) start = this.#edge((open = floorTime(this.#frame, open - 1)));
    let end = this.#edge((open = nextOpen(this.#frame, open)));
    while (end <= time) {
      start = end;
      end = this.#edge((open = nextOpen(this.#frame, open)));
    }
    return { start, end };
  }

  from(time: number): Bin {
    const bin = this.at(time);
    return bin.start === time ? bin : this.at(bin.end);
  }

  #edge(open: number): number {
    return this.#zone.firstMoment(open + this.#shift);
  }
}

/**
 * Bins that start anew at every local midnight and end where the wall clock says so: of four hours one lasts three or
 * five when clocks change. Bins shorter than an hour that divide it keep their length, and the repeated hour has its own.
 */
export class WallBins implements Bins {
  readonly #length: number;
  readonly #zone: TimeZone;
  readonly #shift: number;
  readonly #dividesHour: boolean;

  /**
   * @param length ms, less than a day
   * @param shift ms of wall-clock time by which every day's first bin starts after midnight
   */
  constructor(length: number, zone: TimeZone, shift = 0) {
    this.#length = length;
    this.#zone = zone;
    this.#shift = shift;
    this.#dividesHour = length < HOUR && HOUR % length === 0;
  }

  at(time: number): Bin {
    const wall = this.#zone.toLocal(time) - this.#shift;
    const midnight = floorTime('1d', wall);
    if (this.#dividesHour) {
      const start = time - ((wall - midnight) % this.#length);
      return { start, end: start + this.#length };
    }
    let count = Math.floor((wall - midnight) / this.#length);
    while (this.#edge(midnight, count) > time) count--;
    while (this.#edge(midnight, count + 1) <= time) count++;
    return { start: this.#edge(midnight, count), end: this.#edge(midnight, count + 1) };
  }

  from(time: number): Bin {
    const bin = this.at(time);
    return bin.start === time ? bin : this.at(bin.end);
  }

  /** The moment of the day's `count`th edge; the next midnight ends the last bin, however short. */
  #edge(midnight: number, count: number): number {
    const perDay = Math.ceil(DAY / this.#length);
    if (count < 0) return this.#edge(midnight - DAY, count + perDay);
    if (count >= perDay) return this.#edge(midnight + DAY, count - perDay);
    return this.#zone.firstMoment(midnight + count * this.#length + this.#shift);
  }
}
