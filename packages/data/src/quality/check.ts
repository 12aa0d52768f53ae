import { inferTimeframe, type BarFrame, type Calendar } from '@tidemark/core-market';
import { findFaults } from './bar-faults.ts';
import { findGaps } from './gaps.ts';
import { findJumps } from './jumps.ts';
import { FindingList, type QualityReport } from './quality-report.ts';
import { assertEqualLengths, type RawBars } from './raw-bars.ts';
import { staleRuns } from './stale-runs.ts';
import { timesInOrder } from './times-in-order.ts';

export interface CheckOptions {
  /** When the market trades: gaps are then missing bars of its sessions, and bars outside of them are leaks. */
  readonly calendar?: Calendar | undefined;
  /** Left out: that of the bars, or what their times show. */
  readonly timeframe?: BarFrame | undefined;
  /** Stamps after this moment are future ones, epoch ms; the machine's clock where left out. */
  readonly now?: number | undefined;
  /** So many bars with the same four prices are stale; 5 where left out. */
  readonly staleRun?: number | undefined;
  /** Log returns further from their median than so many robust standard deviations are jumps; 10 where left out. */
  readonly jumpDeviations?: number | undefined;
  /** The most findings of a kind that are listed; all are counted. 1,000 where left out. */
  readonly limit?: number | undefined;
}

/**
 * What is wrong with bars, or should make one look twice: rows twice or out of order, gaps against the calendar,
 * prices that contradict each other, stale runs, suspected splits, jumps, bars without volume, stamps in the future or
 * in another unit, bars outside of sessions. It works on columns that no series would accept.
 *
 * @throws DataError LENGTHS_DIFFER; CALENDAR_RANGE for years that the calendar does not cover
 * @throws MarketError INVALID_TIMEFRAME
 * @example
 * const time = Float64Array.of(0, 60_000, 240_000);
 * const price = Float64Array.of(10, 11, 10);
 * check({ time, open: price, high: price, low: price, close: price }, { timeframe: '1m' }).findings // => [{ kind: 'gap', row: 2, missing: 2 }]
 */
export function check(bars: RawBars, options: CheckOptions = {}): QualityReport {
  assertEqualLengths(bars);
  const { calendar, now = Date.now(), staleRun = 5, jumpDeviations = 10, limit = 1_000 } = options;
  const { time, open, close } = bars;
  const found = new FindingList(limit);
  findFaults(bars, found);
  const ordered = timesInOrder(bars, now, found);
  const timeframe = options.timeframe ?? bars.timeframe ?? inferTimeframe(ordered.time);
  if (timeframe !== undefined && timeframe !== 'irregular') {
    findGaps(ordered, timeframe, calendar, found);
    findJumps(bars, timeframe, jumpDeviations, found);
  } else findJumps(bars, undefined, jumpDeviations, found);
  for (const { row, run } of staleRuns(bars, staleRun)) found.add('stale', row, { run });
  const { sorted: findings, counts } = found;
  return { rows: time.length, timeframe, findings, counts, openEqualsPreviousClose: copiedShare(open, close) };
}

function copiedShare(open: Float64Array, close: Float64Array): number | null {
  let equal = 0;
  for (let i = 1; i < open.length; i++) if (open[i] === close[i - 1]) equal++;
  return open.length < 2 ? null : equal / (open.length - 1);
}
