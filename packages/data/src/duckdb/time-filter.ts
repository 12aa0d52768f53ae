import type { DuckDBValue } from '@duckdb/node-api';
import type { EpochUnit } from '../sources/csv/time-reader.ts';
import type { DuckDbDriver } from './driver.ts';
import { identifier } from './identifier.ts';
import { withValue, type Relation } from './relation.ts';
import type { TimeColumn } from './time-column.ts';

const DAY_MS = 86_400_000;
/** Clocks differ from UTC by less than this. */
const ZONE_SLACK_MS = 2 * DAY_MS;
/** The range of a 64-bit time, with some room at its ends: infinite times are there. */
const LARGEST = 2n ** 63n - 2n ** 40n;

/**
 * The rows of a range, or a few more: the filter compares the column as it is stored, so that DuckDB skips the row
 * groups of a Parquet file by their statistics. What it lets pass too much is cut off by the exact times afterwards.
 *
 * @param range epoch ms, half-open; infinite where a bound is not given
 * @returns undefined where the column cannot be compared with a time: words, and numbers that are dates
 */
export function timeFilter(
  relation: Relation,
  time: TimeColumn,
  { from, to, driver }: { readonly from: number; readonly to: number; readonly driver: DuckDbDriver },
): { readonly relation: Relation; readonly where: string } | undefined {
  const column = identifier(time.column);
  const slack = time.isLocal ? ZONE_SLACK_MS : 0;
  let all = relation;
  const conditions: string[] = [];
  for (const [sign, bound] of [
    ['>=', boundary(time, from - slack, driver, 'down')],
    ['<', boundary(time, to + slack, driver, 'up')],
  ] as const) {
    if (bound === undefined) continue;
    const [next, name] = withValue(all, bound);
    all = next;
    conditions.push(`${column} ${sign} ${name}`);
  }
  return conditions.length === 0 ? undefined : { relation: all, where: ` where ${conditions.join(' and ')}` };
}

/** Which way a bound is rounded: outwards. */
type Outwards = 'down' | 'up';

/** A time as a value of the column's own type. */
function boundary(time: TimeColumn, ms: number, driver: DuckDbDriver, way: Outwards): DuckDBValue | undefined {
  if (!Number.isFinite(ms) || time.kind === 'text') return undefined;
  const { DuckDBTypeId: id } = driver;
  const made = (unit: EpochUnit, make: (value: bigint) => DuckDBValue): DuckDBValue | undefined => {
    const value = inUnit(ms, unit, way);
    return value > -LARGEST && value < LARGEST ? make(value) : undefined;
  };
  switch (time.typeId) {
    case id.TIMESTAMP_TZ:
      return made('us', (value) => new driver.DuckDBTimestampTZValue(value));
    case id.TIMESTAMP:
      return made('us', (value) => new driver.DuckDBTimestampValue(value));
    case id.TIMESTAMP_S:
      return made('s', (value) => new driver.DuckDBTimestampSecondsValue(value));
    case id.TIMESTAMP_MS:
      return made('ms', (value) => new driver.DuckDBTimestampMillisecondsValue(value));
    case id.TIMESTAMP_NS:
      return made('ns', (value) => new driver.DuckDBTimestampNanosecondsValue(value));
    case id.DATE: {
      const days = way === 'down' ? Math.floor(ms / DAY_MS) : Math.ceil(ms / DAY_MS);
      return Math.abs(days) < 2 ** 30 ? new driver.DuckDBDateValue(days) : undefined;
    }
    default:
      if (time.unit === undefined) return undefined;
      if (time.kind === 'whole') return made(time.unit, (value) => value);
      return time.unit === 'ms' ? ms : Number(inUnit(ms, time.unit, way)) + (way === 'down' ? -1 : 1);
  }
}

/** Epoch ms in another unit, exact or rounded outwards. */
function inUnit(ms: number, unit: EpochUnit, way: Outwards): bigint {
  const perMs = { s: 0n, ms: 1n, us: 1_000n, ns: 1_000_000n }[unit];
  const [below, above] = [BigInt(Math.floor(ms)), BigInt(Math.ceil(ms))];
  if (perMs > 0n) {
    // Of a broken millisecond the whole one: that is a few rows more at most.
    return (way === 'down' ? below : above) * perMs;
  }
  return BigInt(way === 'down' ? Math.floor(Number(below) / 1_000) : Math.ceil(Number(above) / 1_000));
}
