import { floorTime, nextOpen, type Calendar, type Session, type Timeframe } from '@tidemark/core-market';
import type { Bin, Bins } from './bins.ts';

const DAY = 86_400_000;
/** Sessions are asked for in spans of this length. */
const SPAN = 64 * DAY;
/** A market that has not traded for this long does not open again. */
const LONGEST_CLOSURE = 8 * SPAN;

/** Sessions of a calendar by moment, asked for as the time goes on. */
class SessionList {
  readonly #calendar: Calendar;
  #known: readonly Session[] = [];
  #from = Infinity;
  #to = -Infinity;
  #last = 0;

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** The first session that closes after a moment. */
  closingAfter(time: number): Session | undefined {
    const near = time >= this.#from && time < this.#to ? this.#find(time) : undefined;
    if (near !== undefined) return near;
    for (let span = SPAN; span <= LONGEST_CLOSURE; span *= 2) {
      this.#load(time, time + span);
      const found = this.#find(time);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Sessions whose dates lie in [from, to), dates as epoch ms of their midnight in UTC. */
  dated(from: number, to: number): readonly Session[] {
    const near = this.#calendar.sessions(from - 2 * DAY, to + 2 * DAY);
    return near.filter(({ date }) => Date.parse(date) >= from && Date.parse(date) < to);
  }

  #load(from: number, to: number): void {
    this.#known = this.#calendar.sessions(from, to);
    this.#from = from;
    this.#to = to;
    this.#last = 0;
  }

  /** Times mostly ascend: the search goes on from where it ended. */
  #find(time: number): Session | undefined {
    const known = this.#known;
    if (this.#last > 0 && known[this.#last - 1].close > time) this.#last = 0;
    while (this.#last < known.length && known[this.#last].close <= time) this.#last++;
    return known[this.#last];
  }
}

/** Bins with gaps between them, as sessions leave. */
abstract class BinsWithGaps implements Bins {
  /** The bin that holds a moment, or else the first one after it. */
  protected abstract binOrNext(time: number): Bin | undefined;

  at(time: number): Bin | undefined {
    const bin = this.binOrNext(time);
    return bin !== undefined && bin.start <= time ? bin : undefined;
  }

  from(time: number): Bin | undefined {
    const bin = this.binOrNext(time);
    return bin === undefined || bin.start >= time ? bin : this.binOrNext(bin.end);
  }
}

/**
 * Bins of equal length from each session's open, the last one cut off by its close; a break ends a bin, and the next
 * one begins with the afternoon. No bin reaches over the end of a session.
 */
export class SessionBins extends BinsWithGaps {
  readonly #sessions: SessionList;
  readonly #length: number;

  /** @param length ms, at least one */
  constructor(length: number, calendar: Calendar) {
    super();
    this.#length = length;
    this.#sessions = new SessionList(calendar);
  }

  protected binOrNext(time: number): Bin | undefined {
    const session = this.#sessions.closingAfter(time);
    if (session === undefined) return undefined;
    const { date, open, close, breakStart = close, breakEnd = close } = session;
    const [opens, closes] = time < breakStart ? [open, breakStart] : [breakEnd, close];
    if (time <= opens) return { start: opens, end: Math.min(opens + this.#length, closes), session: date };
    const start = time - ((time - opens) % this.#length);
    return { start, end: Math.min(start + this.#length, closes), session: date };
  }
}

/** Whole sessions, or all sessions whose dates lie in one week, month, quarter or year, from first open to last close. */
export class SessionCalendarBins extends BinsWithGaps {
  readonly #sessions: SessionList;
  readonly #frame: Timeframe;

  /** @param frame days, weeks, months, quarters or years of session dates */
  constructor(frame: Timeframe, calendar: Calendar) {
    super();
    this.#frame = frame;
    this.#sessions = new SessionList(calendar);
  }

  protected binOrNext(time: number): Bin | undefined {
    const session = this.#sessions.closingAfter(time);
    if (session === undefined) return undefined;
    const { date, open, close } = session;
    if (this.#frame === '1d') return { start: open, end: close, session: date };
    const from = floorTime(this.#frame, Date.parse(date));
    const inside = this.#sessions.dated(from, nextOpen(this.#frame, from));
    const [first, last] = [inside[0], inside[inside.length - 1]];
    return { start: first.open, end: last.close, session: last.date };
  }
}
