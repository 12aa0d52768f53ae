import { lowerBound, type Calendar, type Session } from '@tidemark/core-market';
import { DAY_MS } from './holidays.ts';
import { zone, type TimeZone } from './time-zone.ts';

/** Finds the sessions of bars in a stretch of time, which are asked for once. */
export class SessionFinder {
  /** Sessions from some days before the stretch to some days after it, oldest first. */
  readonly sessions: readonly Session[];
  readonly #opens: Float64Array;
  readonly #byDate: ReadonlyMap<number, number>;
  readonly #clock: TimeZone;

  /** @throws DataError CALENDAR_RANGE */
  constructor(calendar: Calendar, from: number, to: number) {
    this.sessions = calendar.sessions(from, to);
    this.#opens = Float64Array.from(this.sessions, ({ open }) => open);
    this.#byDate = new Map(this.sessions.map(({ date }, i) => [Date.parse(`${date}T00:00Z`), i]));
    this.#clock = zone(calendar.timeZone);
  }

  /** The session that is on at a moment, breaks included; -1 where there is none. */
  during(time: number): number {
    const i = this.before(time);
    return i >= 0 && time < this.sessions[i].close ? i : -1;
  }

  /** The last session that has opened by a moment; -1 where there is none. */
  before(time: number): number {
    return lowerBound(this.#opens, time + 1) - 1;
  }

  /**
   * The session of a daily bar, which may be stamped with the midnight of its date, in UTC or in the market's zone, or
   * with a moment of the session; -1 where there is none.
   */
  ofDay(time: number): number {
    const byUtc = time % DAY_MS === 0 ? this.#byDate.get(time) : undefined;
    if (byUtc !== undefined) return byUtc;
    const during = this.during(time);
    if (during >= 0) return during;
    const local = this.#clock.toLocal(time);
    return (local % DAY_MS === 0 ? this.#byDate.get(local) : undefined) ?? -1;
  }

  /** The last session whose date lies in [from, to), midnights UTC; -1 where there is none. */
  lastDated(from: number, to: number): number {
    for (let day = Math.ceil(to / DAY_MS) * DAY_MS - DAY_MS; day >= from - DAY_MS + 1; day -= DAY_MS) {
      const i = this.#byDate.get(day);
      if (i !== undefined) return i;
    }
    return -1;
  }
}
