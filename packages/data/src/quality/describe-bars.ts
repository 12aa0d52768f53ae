import type { BarSeries, Calendar, DataFinding, DataReport } from '@tidemark/core-market';
import { findGaps } from './gaps.ts';
import { findCopiedOpens } from './opens.ts';
import { FindingList } from './quality-report.ts';
import { staleRuns } from './stale-runs.ts';

/** This many bars with the same four prices are a feed that hangs, more likely than a market that rests. */
const STALE_RUN = 5;

export interface DescribeBarsOptions {
  /** Where the bars came from. */
  readonly source: string;
  /** Rows read; the number of bars where left out. */
  readonly rows?: number | undefined;
  /** What the source found itself: it comes first. */
  readonly findings?: readonly DataFinding[] | undefined;
  /** When the market trades: then gaps are missing bars, not nights and weekends. */
  readonly calendar?: Calendar | undefined;
}

/**
 * The report on bars that a source gives: how many, from when to when, and what their user should know: gaps, bars
 * without volume, runs of the same prices, opens that are copies of the previous close.
 *
 * @example describeBars(bars, { source: 'es.csv' }).findings // [{ code: 'GAPS', … }]
 */
export function describeBars(bars: BarSeries, options: DescribeBarsOptions): DataReport {
  const { source, rows = bars.length, findings = [], calendar } = options;
  const { length, time } = bars;
  return {
    source,
    rows,
    bars: length,
    from: length === 0 ? null : time[0],
    to: length === 0 ? null : time[length - 1],
    findings: [
      ...findings,
      ...(calendar === undefined ? longDistances(bars) : missingBars(bars, calendar)),
      ...findZeroVolume(bars),
      ...findStaleRuns(bars),
      ...findCopiedOpens(bars),
    ],
  };
}

/** Without a calendar a weekend looks like a hole: the report counts, and says that it cannot tell them apart. */
function longDistances({ time, length, timeframe }: BarSeries): DataFinding[] {
  if (timeframe === 'irregular' || length < 3) return [];
  const usual = mostFrequentDistance(time);
  let [count, longest, at] = [0, 0, -1];
  for (let i = 1; i < length; i++) {
    const distance = time[i] - time[i - 1];
    // A quarter of slack: days that are 25 hours long in some time zone and months of 31 days are no gaps.
    if (distance <= usual * 1.25) continue;
    count++;
    if (distance > longest) [longest, at] = [distance, i];
  }
  if (count === 0) return [];
  const from = new Date(time[at - 1]).toISOString();
  const what =
    `${count} of ${length - 1} distances between bars are longer than usual, the longest ${duration(longest)} from ${from}; ` +
    'nights, weekends and holidays are among them: without a calendar they cannot be told from missing bars';
  return [{ code: 'GAPS', what, count, where: `bar ${at}` }];
}

/** By a calendar: bars that its sessions have and the series has not, and bars outside of them. */
function missingBars({ time, timeframe }: BarSeries, calendar: Calendar): DataFinding[] {
  if (timeframe === 'irregular') return [];
  const found = new FindingList(Infinity);
  findGaps({ time, rows: undefined }, timeframe, calendar, found);
  const [gaps, leaks] = (['gap', 'session-leak'] as const).map((kind) =>
    found.sorted.filter((one) => one.kind === kind),
  );
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const findings: DataFinding[] = [];
  if (gaps.length > 0) {
    const missing = sum(gaps.map((gap) => gap.missing ?? 0));
    const what = `${missing} bars of ${calendar.name} sessions are missing, in ${gaps.length} places`;
    findings.push({ code: 'GAPS', what, count: gaps.length, where: `bar ${gaps[0].row}` });
  }
  if (leaks.length > 0) {
    const what = `bars lie outside the sessions of ${calendar.name}`;
    const count = sum(leaks.map((leak) => leak.run ?? 0));
    findings.push({ code: 'OUTSIDE_SESSIONS', what, count, where: `bar ${leaks[0].row}` });
  }
  return findings;
}

function mostFrequentDistance(time: Float64Array): number {
  const counts = new Map<number, number>();
  let run = 0;
  for (let i = 1; i < time.length; i++) {
    const distance = time[i] - time[i - 1];
    run++;
    // Neighbours mostly stand at the same distance: one look-up for a whole run of them.
    if (distance === time[i + 1] - time[i]) continue;
    counts.set(distance, (counts.get(distance) ?? 0) + run);
    run = 0;
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}

function findZeroVolume({ volume, length }: BarSeries): DataFinding[] {
  let [count, first] = [0, -1];
  for (let i = 0; i < length; i++) {
    if (volume[i] !== 0) continue;
    if (count++ === 0) first = i;
  }
  if (count === 0) return [];
  return [{ code: 'ZERO_VOLUME', what: 'bars in which nothing was traded', count, where: `bar ${first}` }];
}

function findStaleRuns(bars: BarSeries): DataFinding[] {
  const runs = staleRuns(bars, STALE_RUN);
  if (runs.length === 0) return [];
  const count = runs.reduce((sum, { run }) => sum + run, 0);
  const what = `${runs.length} runs of ${STALE_RUN} or more bars with the same four prices: the feed may have stood still`;
  return [{ code: 'STALE_PRICES', what, count, where: `bar ${runs[0].row}` }];
}

function duration(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours >= 48) return `${(hours / 24).toFixed(0)} days`;
  return hours >= 1 ? `${hours.toFixed(0)} hours` : `${(ms / 60_000).toFixed(0)} minutes`;
}
