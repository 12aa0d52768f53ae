import { identifier } from './identifier.ts';
import type { BarField } from './bar-fields.ts';
import { FIRST_MS, LAST_MS, timestampLiteral } from './timestamp.ts';

/** A half-open range of epoch ms; either end may be infinite. */
export interface QueryRange {
  readonly from: number;
  readonly to: number;
}

/** How a time is written in the table. */
export interface TimeForm {
  /** The unit of a time that is a number. */
  readonly unit?: 's' | 'ms' | 'us' | 'ns' | undefined;
  /** Whether a clock without a zone is one of some zone: then it may be off UTC by this and more. */
  readonly isLocal: boolean;
}

/** No zone has ever been further from UTC. */
const WIDEST_OFFSET_MS = 26 * 3_600_000;
/** What one unit is in nanoseconds, for numbers that a double does not hold. */
const NANOSECONDS = { s: 1_000_000_000n, ms: 1_000_000n, us: 1_000n, ns: 1n } as const;

/**
 * The rows of a range as a condition of SQL on the bare column, so that an index on it serves. It may let some rows
 * pass that lie outside: whole milliseconds, and the widest offset of local times. Undefined where every row passes.
 */
export function rangeCondition(time: BarField, { from, to }: QueryRange, form: TimeForm): string | undefined {
  const slack = form.isLocal ? WIDEST_OFFSET_MS : 0;
  const low = Math.floor(from - slack);
  const high = Math.ceil(to + slack);
  const column = identifier(time.name);
  if (low > LAST_MS || high < FIRST_MS) return 'false';
  const conditions: string[] = [];
  if (low >= FIRST_MS) conditions.push(`${column} >= ${literal(low, -1n, time, form)}`);
  if (high <= LAST_MS) conditions.push(`${column} < ${literal(high, 1n, time, form)}`);
  return conditions.length === 0 ? undefined : conditions.join(' and ');
}

/** @param outwards added to a number that a division has cut */
function literal(ms: number, outwards: bigint, { kind }: BarField, { unit = 'ms' }: TimeForm): string {
  if (kind === 'timestamptz') return timestampLiteral(ms, 'timestamptz');
  if (kind === 'timestamp' || kind === 'date') return timestampLiteral(ms, 'timestamp');
  const value = (BigInt(ms) * 1_000_000n) / NANOSECONDS[unit];
  return String(unit === 's' ? value + outwards : value);
}
