import type { DuckDBType, DuckDBVector } from '@duckdb/node-api';
import { zone } from '../calendars/time-zone.ts';
import { DataError } from '../error.ts';
import { TimeReader, type EpochUnit } from '../sources/csv/time-reader.ts';
import type { DuckDbDriver } from './driver.ts';
import type { DuckDbSourceOptions } from './duckdb-options.ts';
import { identifier } from './identifier.ts';
import type { LaidOut } from './bar-layout.ts';
import { doublesOf, isNull, wholesOf } from './vector-items.ts';

/** How a column of times is stored: with a zone or without, as whole or broken numbers, in words. */
export type TimeKind = 'zoned' | 'naive' | 'whole' | 'double' | 'text';

export type TimeOptions = Pick<
  DuckDbSourceOptions,
  'timeZone' | 'timeUnit' | 'timeFormat' | 'ambiguousTime' | 'nonexistentTime'
>;

const PER_MS: Readonly<Record<EpochUnit, number>> = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 };

/** What DuckDB makes of an infinite time in nanoseconds. */
const INFINITE = 2n ** 63n - 1n;

/** Reads one column of times, whatever its type, as epoch ms. Keeps what is to be said about them afterwards. */
export class TimeColumn {
  readonly kind: TimeKind;
  readonly typeId: number;
  readonly column: string;
  /** Selects the column as what `read` understands. */
  readonly sql: string;
  /** Times without a zone that were read as UTC. */
  naive = 0;
  /** Times finer than epoch ms can say, which were rounded. */
  finer = 0;
  /** Local times that were ambiguous or did not exist, and were resolved as asked. */
  resolved = 0;
  #unit: EpochUnit | undefined;
  readonly #options: TimeOptions;
  readonly #reader: TimeReader;
  /** Whole numbers that are dates: 20240102. */
  #dates = false;
  readonly #isDate: boolean;

  /** @throws DataError BAD_COLUMN_TYPE, UNKNOWN_TIME_ZONE, BAD_TIME_FORMAT */
  constructor({ column, name, type }: LaidOut, driver: DuckDbDriver, options: TimeOptions, where: string) {
    this.kind = kindOf(type, driver, { column, name, where });
    this.typeId = type.typeId;
    this.#isDate = type.typeId === driver.DuckDBTypeId.DATE;
    this.column = column;
    this.#options = options;
    this.#reader = new TimeReader(options);
    const nanoseconds = type.typeId === driver.DuckDBTypeId.TIMESTAMP_NS;
    const stamped = this.kind === 'zoned' || this.kind === 'naive';
    this.#unit = stamped ? (nanoseconds ? 'ns' : 'us') : options.timeUnit;
    const id = identifier(column);
    const epoch = nanoseconds ? `epoch_ns(${id})` : `epoch_us(${id})`;
    this.sql = stamped ? epoch : this.kind === 'text' ? id : `${id}::${this.kind === 'whole' ? 'bigint' : 'double'}`;
  }

  /** The unit of times that are numbers, once it is given or told by a row; undefined for numbers that are dates. */
  get unit(): EpochUnit | undefined {
    return this.#unit;
  }

  /** True where times are by a clock that has to be looked up. */
  get isLocal(): boolean {
    const { timeZone } = this.#options;
    return this.kind !== 'zoned' && timeZone !== undefined && timeZone.toUpperCase() !== 'UTC';
  }

  /** Tells the unit by a number, where it is not given. */
  learn(value: number | bigint): void {
    if (this.#unit !== undefined || this.#dates) return;
    this.#reader.read(String(value));
    this.#unit = this.#reader.unit;
    this.#dates = this.#unit === undefined;
  }

  /**
   * Puts the times of a chunk into a column; NaN where there is none.
   *
   * @throws DataError BAD_TIMESTAMP, MIXED_TIMESTAMP_UNITS, NONEXISTENT_LOCAL_TIME, AMBIGUOUS_LOCAL_TIME
   */
  read(vector: DuckDBVector, into: Float64Array, at: number, rows: number): void {
    if (this.kind === 'text') this.#readTexts(vector, into, at, rows);
    else if (this.kind === 'double') this.#readDoubles(vector, into, at, rows);
    else this.#readWholes(vector, into, at, rows);
    if (this.kind !== 'naive') return;
    if (this.isLocal) this.#resolve(into, at, rows);
    else if (this.#reader.countsNaive && !this.#isDate)
      for (let i = at; i < at + rows; i++) if (into[i] === into[i]) this.naive++;
  }

  /** What the reader of words met is added to what was met here. */
  get notes(): { readonly naive: number; readonly finer: number; readonly resolved: number } {
    const { naive, finer, resolved } = this.#reader;
    return { naive: this.naive + naive, finer: this.finer + finer, resolved: this.resolved + resolved };
  }

  #readTexts(vector: DuckDBVector, into: Float64Array, at: number, rows: number): void {
    for (let i = 0; i < rows; i++) {
      const text = vector.getItem(i);
      into[at + i] = text === null ? NaN : this.#reader.read(String(text));
    }
  }

  #readDoubles(vector: DuckDBVector, into: Float64Array, at: number, rows: number): void {
    const values = doublesOf(vector);
    for (let i = 0; i < rows; i++) {
      const value = isNull(vector, i) ? NaN : values[i];
      if (Number.isFinite(value)) this.learn(value);
      into[at + i] = Number.isFinite(value) ? this.#doubleMs(value) : NaN;
    }
  }

  #doubleMs(value: number): number {
    if (!this.#isUsual(Math.abs(value))) return this.#reader.read(String(value));
    if (this.#unit === 'ms') return value;
    // Seconds with a fraction come within a microsecond of what was meant; the product would show the rest.
    return this.#unit === 's' ? Math.round(value * 1e6) / 1e3 : value / PER_MS[this.#unit ?? 'ms'];
  }

  #readWholes(vector: DuckDBVector, into: Float64Array, at: number, rows: number): void {
    const values = wholesOf(vector);
    const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let i = 0; i < rows; i++) {
      if (isNull(vector, i)) {
        into[at + i] = NaN;
        continue;
      }
      if (this.#unit === undefined) this.learn(values[i]);
      // 64 bits as two halves of 32: a bigint for each time would cost more than reading it.
      const value = halves[2 * i + 1] * 4_294_967_296 + (halves[2 * i] >>> 0);
      if (!this.#isUsual(Math.abs(value))) into[at + i] = this.#reader.read(String(values[i]));
      else if (this.#unit !== 'ns' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) into[at + i] = this.#wholeMs(value);
      else into[at + i] = this.#largeMs(values[i]);
    }
  }

  #wholeMs(value: number): number {
    if (this.#unit === 'us') return value / 1e3;
    return this.#unit === 's' ? value * 1e3 : value;
  }

  /** Numbers with more digits than a float64 holds. */
  #largeMs(value: bigint): number {
    if (value === INFINITE || value === -INFINITE) return NaN;
    const perMs = BigInt(PER_MS[this.#unit === 's' || this.#unit === undefined ? 'ms' : this.#unit]);
    const rest = value % perMs;
    // From a microsecond on epoch ms of our days keep nothing.
    if (rest % 1_000n !== 0n && this.#unit === 'ns') this.finer++;
    const ms = Number(value / perMs) + Number(rest) / Number(perMs);
    return this.#unit === 's' ? ms * 1e3 : ms;
  }

  /** False for numbers of another size than their unit has, and for dates: the reader of words looks at those. */
  #isUsual(size: number): boolean {
    if (this.kind === 'zoned' || this.kind === 'naive' || this.#options.timeUnit !== undefined) return true;
    if (this.#unit === undefined) return false;
    const [least, beyond] = this.#reader.epochRange;
    return size >= least && size < beyond;
  }

  #resolve(into: Float64Array, at: number, rows: number): void {
    const { timeZone = 'UTC', ambiguousTime: ambiguous, nonexistentTime: nonexistent } = this.#options;
    const clock = zone(timeZone);
    for (let i = at; i < at + rows; i++) {
      const local = into[i];
      if (local !== local) continue;
      const unique = clock.uniqueTime(local);
      into[i] = unique === unique ? unique : this.#chosen(() => clock.toUtc(local, { ambiguous, nonexistent }));
    }
  }

  /** The error of a local time names this package's other option for it. */
  #chosen(time: () => number): number {
    try {
      const chosen = time();
      this.resolved++;
      return chosen;
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      const option = error.code === 'AMBIGUOUS_LOCAL_TIME' ? 'ambiguousTime' : 'nonexistentTime';
      const fix = `store times with their zone, or give { ${option}: 'earlier' } or 'later'`;
      throw new DataError(error.code, { what: `${error.what} in ${this.#options.timeZone}`, fix });
    }
  }
}

function kindOf(
  type: DuckDBType,
  { DuckDBTypeId: id }: DuckDbDriver,
  { column, name, where }: { readonly column: string; readonly name: string; readonly where: string },
): TimeKind {
  const { typeId } = type;
  if (typeId === id.TIMESTAMP_TZ) return 'zoned';
  if ([id.TIMESTAMP, id.TIMESTAMP_S, id.TIMESTAMP_MS, id.TIMESTAMP_NS, id.DATE].includes(typeId)) return 'naive';
  if ([id.SMALLINT, id.INTEGER, id.BIGINT, id.HUGEINT].includes(typeId)) return 'whole';
  if ([id.USMALLINT, id.UINTEGER, id.UBIGINT, id.UHUGEINT].includes(typeId)) return 'whole';
  if ([id.FLOAT, id.DOUBLE, id.DECIMAL].includes(typeId)) return 'double';
  if (typeId === id.VARCHAR) return 'text';
  throw new DataError('BAD_COLUMN_TYPE', {
    what: `column ${column} is ${String(type)}, and ${name} is a time`,
    where,
    fix: 'give a timestamp, a date, an epoch or ISO 8601 text',
    column: name,
  });
}
