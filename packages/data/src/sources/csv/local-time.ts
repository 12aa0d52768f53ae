import { nearestName } from '@tidemark/core-errors';
import { DataError } from '../../error.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What a local time means: one moment, none (clocks went forward over it), or two (they went back). */
export type LocalMoment =
  | { readonly kind: 'unique'; readonly time: number }
  | { readonly kind: 'nonexistent'; readonly time: number }
  | { readonly kind: 'ambiguous'; readonly earlier: number; readonly later: number };

/** A time between two changes of the clock. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * Wall-clock times of one IANA zone, converted by the offsets that Intl knows. Offsets are asked for once per stretch
 * of time between two changes of the clock, so a column of neighbours costs a subtraction each.
 */
export class LocalClock {
  readonly zone: string;
  readonly #format: Intl.DateTimeFormat;
  /** Every stretch found so far, and the one of the last answer spread out: UTC times in [#from, #to) have #offset. */
  readonly #known: Stretch[] = [];
  #from = NaN;
  #to = NaN;
  #offset = 0;

  /** @throws DataError UNKNOWN_TIME_ZONE */
  constructor(zone: string) {
    this.zone = zone;
    try {
      this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    } catch (cause) {
      const meant = nearestName(zone, Intl.supportedValuesOf('timeZone'));
      const hint = meant === undefined ? '' : `did you mean ${meant}? `;
      const fix = `${hint}give an IANA name such as America/New_York, or UTC`;
      throw new DataError('UNKNOWN_TIME_ZONE', { what: `"${zone}" is no time zone`, where: 'timeZone', fix, cause });
    }
  }

  /**
   * The moment of a wall-clock time where there is exactly one.
   *
   * @param local the wall-clock time, as epoch ms if it were UTC
   * @returns epoch ms, NaN where there is none or two (`momentOf` says which)
   */
  uniqueTime(local: number): number {
    const time = local - this.#offset;
    if (time >= this.#from + DAY_MS && time < this.#to - DAY_MS) return time;
    const moment = this.momentOf(local);
    return moment.kind === 'unique' ? moment.time : NaN;
  }

  /** All that a wall-clock time may mean. `time` of a nonexistent one is the moment to which the clock jumped on. */
  momentOf(local: number): LocalMoment {
    const before = this.offsetAt(local - DAY_MS);
    const after = this.offsetAt(local + DAY_MS);
    if (before === after) return { kind: 'unique', time: local - before };
    const [early, late] = [local - Math.max(before, after), local - Math.min(before, after)];
    const valid = [early, late].filter((time) => this.offsetAt(time) === local - time);
    if (valid.length === 2) return { kind: 'ambiguous', earlier: early, later: late };
    if (valid.length === 1) return { kind: 'unique', time: valid[0] };
    return { kind: 'nonexistent', time: local - before };
  }

  /** Local minus UTC at a moment, ms. */
  offsetAt(time: number): number {
    if (!(time >= this.#from && time < this.#to)) this.#seek(time);
    return this.#offset;
  }

  /** Finds the stretch of constant offset around a moment: months outward, then by bisection to the second. */
  #seek(moment: number): void {
    let stretch = this.#known.find(({ from, to }) => moment >= from && moment < to);
    if (stretch === undefined) {
      const time = Math.floor(moment / 1_000) * 1_000;
      const offset = this.#ask(time);
      stretch = { from: this.#edge(time, -1, offset), to: this.#edge(time, 1, offset), offset };
      this.#known.push(stretch);
    }
    this.#from = stretch.from;
    this.#to = stretch.to;
    this.#offset = stretch.offset;
  }

  /** Steps of five days, at most a year: no zone keeps a shorter stretch. */
  #edge(time: number, direction: 1 | -1, offset: number): number {
    let inside = time;
    for (let step = 0; step < 73; step++) {
      let outside = inside + direction * 5 * DAY_MS;
      if (this.#ask(outside) === offset) {
        inside = outside;
        continue;
      }
      while (Math.abs(outside - inside) > 1_000) {
        const middle = Math.floor((inside + outside) / 2_000) * 1_000;
        if (this.#ask(middle) === offset) inside = middle;
        else outside = middle;
      }
      return direction === 1 ? outside : inside;
    }
    return inside;
  }

  #ask(time: number): number {
    const name = this.#format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d+):(\d+)(?::(\d+))?/.exec(name) ?? [];
    if (sign === undefined) return 0;
    const size = Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1_000;
    return sign === '-' ? -size : size;
  }
}
