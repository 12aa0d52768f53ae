import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../error.ts';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;
/** The table grows by blocks of this length, so a year of bars does not pay for a century of clocks. */
const BLOCK_MS = 1_600 * DAY_MS;
/** One entry of the index says which offset held when the slot began; few slots see a change. */
const SLOT_MS = 25 * DAY_MS;
/** Offsets are asked for this often. The shortest time that any zone kept one since 1945 is just under seven days. */
const STEP_MS = 3.2 * DAY_MS;
/** Beyond these years there is no table: Intl is asked each time. */
const FIRST = Math.floor(Date.UTC(1800, 0) / BLOCK_MS) * BLOCK_MS;
const LAST = Math.ceil(Date.UTC(2200, 0) / BLOCK_MS) * BLOCK_MS;

/** What a local time means: one moment, two (clocks went back over it), or none (they went forward over it). */
export type LocalMoment =
  | { readonly kind: 'unique'; readonly time: number }
  /** The same local time before and after the clocks went back. */
  | { readonly kind: 'ambiguous'; readonly earlier: number; readonly later: number }
  /** By the offset after the jump (earlier) and by the one before it (later), as clocks that were not changed show. */
  | { readonly kind: 'nonexistent'; readonly earlier: number; readonly later: number };

/** What to make of a local time that is not one moment; `refuse` where left out. */
export interface LocalTimePolicy {
  readonly ambiguous?: 'refuse' | 'earlier' | 'later' | undefined;
  readonly nonexistent?: 'refuse' | 'earlier' | 'later' | undefined;
}

interface Stretches {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const EMPTY: Stretches = { starts: [], offsets: [] };

/**
 * The clocks of one IANA zone: UTC to local time and back by a table of the moments at which the offset changed, found
 * by bisection from what Intl says. Local times are epoch ms as if the local clock showed UTC, so that `new
 * Date(local).getUTCHours()` is the local hour.
 */
export class TimeZone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** `#offsets[i]` holds from `#starts[i]` to `#starts[i + 1]`; the last start is `#high`. */
  #starts = new Float64Array(0);
  #offsets = new Float64Array(0);
  #slots = new Uint16Array(0);
  /** The table knows moments in [#low, #high). */
  #low = NaN;
  #high = NaN;
  /** The stretch of the last answer: moments in [#from, #to) have #offset. */
  #from = NaN;
  #to = NaN;
  #offset = 0;

  /** @throws DataError UNKNOWN_TIME_ZONE */
  constructor(name: string) {
    this.name = name;
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { timeZone: name, hour: 'numeric', timeZoneName: 'longOffset' });
    } catch (cause) {
      const meant = nearestName(name, Intl.supportedValuesOf('timeZone'));
      const hint = meant === undefined ? '' : `did you mean ${meant}? `;
      const fix = `${hint}give an IANA name such as America/New_York, or UTC`;
      throw new DataError('UNKNOWN_TIME_ZONE', { what: `"${name}" is no time zone`, where: 'timeZone', fix, cause });
    }
  }

  /** Local minus UTC at a moment, ms; NaN for a time that is none. */
  offsetAt(time: number): number {
    return time >= this.#from && time < this.#to ? this.#offset : this.#seek(time);
  }

  /** The local time of a moment, as epoch ms if it were UTC. */
  toLocal(time: number): number {
    return time + (time >= this.#from && time < this.#to ? this.#offset : this.#seek(time));
  }

  /**
   * The moment of a local time.
   *
   * @param local epoch ms as if it were UTC
   * @returns epoch ms
   * @throws DataError AMBIGUOUS_LOCAL_TIME, NONEXISTENT_LOCAL_TIME where the policy does not say which
   */
  toUtc(local: number, policy: LocalTimePolicy = {}): number {
    const time = this.uniqueTime(local);
    if (time === time) return time;
    const moment = this.momentOf(local);
    if (moment.kind === 'unique') return moment.time;
    const { kind } = moment;
    const choice = policy[kind] ?? 'refuse';
    if (choice !== 'refuse') return moment[choice];
    const twice = kind === 'ambiguous';
    const what = twice ? 'occurs twice: clocks go back then' : 'does not exist: clocks jump over it';
    const date = new Date(local).toISOString().slice(0, -1);
    throw new DataError(twice ? 'AMBIGUOUS_LOCAL_TIME' : 'NONEXISTENT_LOCAL_TIME', {
      what: `${date} ${what}`,
      where: this.name,
      fix: `say which is meant: { ${kind}: 'earlier' } or 'later'`,
    });
  }

  /**
   * The moment of a local time where there is exactly one.
   *
   * @param local epoch ms as if it were UTC
   * @returns epoch ms, NaN where there is none or two (`momentOf` says which)
   */
  uniqueTime(local: number): number {
    const time = local - this.#offset;
    if (time >= this.#from + DAY_MS && time < this.#to - DAY_MS) return time;
    const moment = this.momentOf(local);
    return moment.kind === 'unique' ? moment.time : NaN;
  }

  /**
   * The first moment at which the wall clock shows `local` or has passed it: the earlier of two, and the moment at which
   * the clock jumps where it skips that time. Every local time has one.
   */
  firstMoment(local: number): number {
    const time = this.uniqueTime(local);
    if (time === time) return time;
    const moment = this.momentOf(local);
    if (moment.kind === 'unique') return moment.time;
    if (moment.kind === 'ambiguous') return moment.earlier;
    return this.changes(moment.earlier, moment.later + 1)[0] ?? moment.later;
  }

  /** All that a local time may mean. */
  momentOf(local: number): LocalMoment {
    const before = this.offsetAt(local - DAY_MS);
    const after = this.offsetAt(local + DAY_MS);
    if (Object.is(before, after)) return { kind: 'unique', time: local - before };
    const [earlier, later] = [local - Math.max(before, after), local - Math.min(before, after)];
    const valid = [earlier, later].filter((time) => this.offsetAt(time) === local - time);
    if (valid.length === 1) return { kind: 'unique', time: valid[0] };
    return { kind: valid.length === 2 ? 'ambiguous' : 'nonexistent', earlier, later };
  }

  /**
   * The moments in [from, to) from which on another offset holds, oldest first.
   *
   * @example zone('Europe/London').changes(Date.UTC(2024, 0), Date.UTC(2025, 0)).length // => 2
   */
  changes(from: number, to: number): number[] {
    if (!(from < to)) return [];
    const [low, high] = [Math.max(from, FIRST), Math.min(to, LAST)];
    this.#cover(low);
    this.#cover(Math.max(low, high - 1));
    return [...this.#starts.subarray(1, -1)].filter((start) => start >= from && start < to);
  }

  #seek(time: number): number {
    if (!(time >= this.#low && time < this.#high)) {
      if (!(time >= FIRST && time < LAST)) return Number.isFinite(time) ? this.#ask(time) : NaN;
      this.#cover(time);
    }
    const starts = this.#starts;
    let i = this.#slots[((time - this.#low) / SLOT_MS) | 0];
    while (starts[i + 1] <= time) i++;
    this.#from = starts[i];
    this.#to = starts[i + 1];
    return (this.#offset = this.#offsets[i]);
  }

  /** Grows the table by whole blocks until it holds the moment. */
  #cover(time: number): void {
    if (time >= this.#low && time < this.#high) return;
    const block = Math.floor(time / BLOCK_MS) * BLOCK_MS;
    const none = this.#offsets.length === 0;
    const low = none ? block : Math.min(this.#low, block);
    const high = none ? block + BLOCK_MS : Math.max(this.#high, block + BLOCK_MS);
    const before = none ? EMPTY : this.#scan(low, this.#low);
    const after = this.#scan(none ? low : this.#high, high);
    const parts = [before, { starts: [...this.#starts.subarray(0, -1)], offsets: [...this.#offsets] }, after];
    const all = { starts: parts.flatMap(({ starts }) => starts), offsets: parts.flatMap(({ offsets }) => offsets) };
    // Where two parts meet the offset mostly stays what it was.
    const changes = all.offsets.map((offset, i) => offset !== all.offsets[i - 1]);
    this.#starts = Float64Array.from([...all.starts.filter((_, i) => changes[i]), high]);
    this.#offsets = Float64Array.from(all.offsets.filter((_, i) => changes[i]));
    [this.#low, this.#high] = [low, high];
    this.#slots = new Uint16Array((high - low) / SLOT_MS);
    for (let slot = 0, i = 0; slot < this.#slots.length; slot++) {
      while (this.#starts[i + 1] <= low + slot * SLOT_MS) i++;
      this.#slots[slot] = i;
    }
  }

  /** The stretches of constant offset in [from, to): steps of a few days, then bisection to the second. */
  #scan(from: number, to: number): Stretches {
    if (from >= to) return EMPTY;
    const starts = [from];
    const offsets = [this.#ask(from)];
    let inside = from;
    while (inside < to - SECOND_MS) {
      const offset = offsets[offsets.length - 1];
      let outside = Math.min(inside + STEP_MS, to - SECOND_MS);
      if (this.#ask(outside) === offset) {
        inside = outside;
        continue;
      }
      while (outside - inside > SECOND_MS) {
        const middle = inside + Math.floor((outside - inside) / (2 * SECOND_MS)) * SECOND_MS;
        if (this.#ask(middle) === offset) inside = middle;
        else outside = middle;
      }
      starts.push(outside);
      offsets.push(this.#ask(outside));
      inside = outside;
    }
    return { starts, offsets };
  }

  #ask(time: number): number {
    const text = this.#format.format(time);
    const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(text) ?? [];
    if (sign === undefined) return 0;
    const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * SECOND_MS;
    return sign === '-' ? -size : size;
  }
}

const zones = /* @__PURE__ */ new Map<string, TimeZone>();

/**
 * The clocks of an IANA zone, made once for each name.
 *
 * @throws DataError UNKNOWN_TIME_ZONE
 * @example
 * const newYork = zone('America/New_York');
 * newYork.toLocal(Date.UTC(2024, 6, 1, 13, 30)) === Date.UTC(2024, 6, 1, 9, 30) // => true
 * newYork.toUtc(Date.UTC(2024, 0, 2, 9, 30)) === Date.UTC(2024, 0, 2, 14, 30) // => true
 */
export function zone(name: string): TimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const made = new TimeZone(name);
  zones.set(name, made);
  return made;
}
