import { DataError } from '../../error.ts';
import { civilDay, timeOfDay } from '../../calendars/civil-time.ts';
import { zone, type TimeZone } from '../../calendars/time-zone.ts';
import type { CsvOptions } from './csv-options.ts';
import { excerpt } from './text.ts';
import { compileTimeFormat, type TimeFormat } from './time-format.ts';

export type EpochUnit = 's' | 'ms' | 'us' | 'ns';

/** Where the decimal point moves to make milliseconds, and the sizes that tell the units apart. */
const UNITS: Readonly<Record<EpochUnit, { readonly shift: number; readonly from: number; readonly to: number }>> = {
  s: { shift: 3, from: 1e8, to: 1e11 }, // 1973 to 5138; eight digits are a date: 20240102
  ms: { shift: 0, from: 1e11, to: 1e14 },
  us: { shift: -3, from: 1e14, to: 1e17 },
  ns: { shift: -6, from: 1e17, to: Infinity },
};

const DATE = /^(\d{4})([-/])(\d{2})\2(\d{2})$/;
const DATE_TIME =
  /^(\d{4})([-/])(\d{2})\2(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,12}))?)?(?: ?(Z|UTC|[+-]\d{2}(?::?\d{2})?))?$/i;
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?$/i;
const EPOCH = /^-?\d+(?:\.\d+)?$/;

/** A time as found: the moment, or what stands in the way. */
type Reading = { readonly time: number; readonly zoned: boolean } | undefined;

/**
 * Reads the times of one file: ISO 8601 dates and times with or without an offset, compact dates, epochs of one unit,
 * or a format that the caller gives. Keeps what is to be said about them afterwards.
 */
export class TimeReader {
  /** The unit of epoch times: given, or told by the first one. */
  unit: EpochUnit | undefined;
  readonly #unitGiven: boolean;
  readonly clock: TimeZone | undefined;
  readonly format: TimeFormat | undefined;
  /** Times of day without a zone that were read as UTC. */
  naive = 0;
  /** Times finer than a millisecond, whose rest was cut off. */
  finer = 0;
  /** Local times that were ambiguous or did not exist, and were resolved as asked. */
  resolved = 0;
  /** True where a time of day without a zone is worth a word in the report. */
  readonly countsNaive: boolean;
  readonly #ambiguous: 'refuse' | 'earlier' | 'later';
  readonly #nonexistent: 'refuse' | 'earlier' | 'later';

  constructor(options: CsvOptions) {
    const { timeZone, timeUnit, timeFormat, ambiguousTime = 'refuse', nonexistentTime = 'refuse' } = options;
    this.unit = timeUnit;
    this.#unitGiven = timeUnit !== undefined;
    this.clock = timeZone === undefined || timeZone.toUpperCase() === 'UTC' ? undefined : zone(timeZone);
    this.countsNaive = timeZone === undefined;
    this.format = timeFormat === undefined ? undefined : compileTimeFormat(timeFormat);
    this.#ambiguous = ambiguousTime;
    this.#nonexistent = nonexistentTime;
  }

  /** The epoch values that the unit may have, as the bounds of a half-open range; empty while it is not known. */
  get epochRange(): readonly [number, number] {
    if (this.unit === undefined) return [0, 0];
    return this.#unitGiven ? [0, Infinity] : [UNITS[this.unit].from, UNITS[this.unit].to];
  }

  /**
   * @returns epoch ms
   * @throws DataError BAD_TIMESTAMP, MIXED_TIMESTAMP_UNITS, NONEXISTENT_LOCAL_TIME, AMBIGUOUS_LOCAL_TIME
   */
  read(text: string): number {
    const reading = this.format === undefined ? (this.#iso(text) ?? this.#epoch(text)) : this.format(text);
    if (reading === undefined || Number.isNaN(reading.time)) throw this.#bad(text);
    return reading.zoned ? reading.time : this.#local(reading.time, text);
  }

  #iso(text: string): Reading {
    const date = DATE.exec(text);
    if (date !== null) return { time: civilDay(Number(date[1]), Number(date[3]), Number(date[4])), zoned: false };
    const full = DATE_TIME.exec(text);
    if (full !== null) {
      const [, year, , month, day, hour, minute, second = '0', fraction = '', zone] = full;
      if (/[1-9]/.test(fraction.slice(3))) this.finer++;
      const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
      const inDay = timeOfDay(Number(hour), Number(minute), Number(second), milliseconds);
      const local = civilDay(Number(year), Number(month), Number(day)) + inDay;
      if (zone !== undefined) return { time: local - offsetMs(zone), zoned: true };
      if (this.countsNaive && !Number.isNaN(local)) this.naive++;
      return { time: local, zoned: false };
    }
    const compact = this.#unitGiven ? null : COMPACT.exec(text);
    if (compact === null) return undefined;
    const [, year, month, day, hour, minute = '0', second = '0', zone] = compact;
    const local = civilDay(Number(year), Number(month), Number(day));
    if (hour === undefined) return { time: local, zoned: false };
    if (zone === undefined && this.countsNaive) this.naive++;
    return { time: local + timeOfDay(Number(hour), Number(minute), Number(second)), zoned: zone !== undefined };
  }

  #epoch(text: string): Reading {
    if (!EPOCH.test(text)) return undefined;
    const size = Math.abs(Number(text));
    const likely = (['s', 'ms', 'us', 'ns'] as const).find((unit) => size < UNITS[unit].to) ?? 'ns';
    this.unit ??= likely;
    if (!this.#unitGiven && likely !== this.unit) {
      throw new DataError('MIXED_TIMESTAMP_UNITS', {
        what: `${text} looks like ${likely}, the rows before are ${this.unit}`,
        fix: "write all times in one unit, or name it: { timeUnit: 'ms' }",
      });
    }
    // Nanoseconds have more digits than a float64 holds: the point moves in the text.
    const { shift } = UNITS[this.unit];
    const [whole = '', fraction = ''] = text.split('.');
    const cut = whole.length + Math.min(shift, 0);
    const rest = whole.slice(cut) + fraction.slice(Math.max(shift, 0));
    if (/[1-9]/.test(rest)) this.finer++;
    const milliseconds = whole.slice(0, cut) + (shift > 0 ? fraction.slice(0, shift).padEnd(shift, '0') : '');
    return { time: Number(milliseconds === '' ? 0 : milliseconds), zoned: true };
  }

  #local(local: number, text: string): number {
    if (this.clock === undefined) return local;
    const moment = this.clock.momentOf(local);
    if (moment.kind === 'unique') return moment.time;
    const { name } = this.clock;
    if (moment.kind === 'ambiguous') {
      if (this.#ambiguous === 'refuse') {
        throw new DataError('AMBIGUOUS_LOCAL_TIME', {
          what: `${text} occurs twice in ${name}: clocks go back then`,
          fix: "write times with an offset, or give { ambiguousTime: 'earlier' } or 'later'",
        });
      }
      this.resolved++;
      return moment[this.#ambiguous];
    }
    if (this.#nonexistent === 'refuse') {
      throw new DataError('NONEXISTENT_LOCAL_TIME', {
        what: `${text} does not exist in ${name}: clocks jump over it`,
        fix: "check the time zone, or give { nonexistentTime: 'later' } or 'earlier'",
      });
    }
    this.resolved++;
    return moment[this.#nonexistent];
  }

  #bad(text: string): DataError {
    const dated = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(text);
    return new DataError('BAD_TIMESTAMP', {
      what: `${excerpt(text)} is no time`,
      fix: dated
        ? "day or month first? Say it: { timeFormat: 'dd/MM/yyyy' }"
        : "write 2024-01-02, 2024-01-02T09:30:00Z or an epoch, or give { timeFormat: 'dd/MM/yyyy HH:mm' }",
    });
  }
}

/** The offset that an ISO time carries, ms; NaN for an impossible one. */
function offsetMs(zone: string): number {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const size = timeOfDay(Number(hours), Number(minutes));
  return sign === '-' ? -size : size;
}
