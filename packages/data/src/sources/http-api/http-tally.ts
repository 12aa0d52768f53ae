import type { DataFinding } from '@tidemark/core-market';

/** What was left out of pages, and why. */
export interface PageCounts {
  /** Rows that were not in order of time within their page. */
  reordered: number;
  outside: number;
  forming: number;
  missing: number;
  invalid: number;
  /** Rows equal to one that was there already. */
  duplicates: number;
  /** Rows that replaced one of their time. */
  conflicts: number;
}

/** Nothing left out. */
export function noCounts(): PageCounts {
  return { reordered: 0, outside: 0, forming: 0, missing: 0, invalid: 0, duplicates: 0, conflicts: 0 };
}

/** What a run came to so far. */
export interface HttpTally extends PageCounts {
  pages: number;
  requests: number;
  retries: number;
  waitedMs: number;
  rows: number;
  /** How often each code made a request be sent again. */
  readonly reasons: Map<string, number>;
}

/** A run that has not begun. */
export function newTally(): HttpTally {
  return { ...noCounts(), pages: 0, requests: 0, retries: 0, waitedMs: 0, rows: 0, reasons: new Map() };
}

/** Adds the counts of a page. */
export function addCounts(tally: PageCounts, counts: PageCounts): void {
  for (const name of Object.keys(counts) as (keyof PageCounts)[]) tally[name] += counts[name];
}

/** The run as findings of a report. */
export function tallyFindings(tally: HttpTally): DataFinding[] {
  const { pages, requests, retries, waitedMs } = tally;
  const reasons = [...tally.reasons].map(([code, count]) => `${code} ${count}`).join(', ');
  const fix = 'drop them at the source, or see the options of httpBars';
  const found: readonly DataFinding[] = [
    { code: 'PAGES_READ', what: `pages were read, by ${requests} requests`, count: pages },
    { code: 'REQUESTS_RETRIED', what: `requests were sent again: ${reasons}`, count: retries },
    { code: 'WAITED_MS', what: 'milliseconds were waited for rate limits and retries', count: Math.ceil(waitedMs) },
    {
      code: 'ROWS_REORDERED',
      what: 'rows were not in order of time within their page and were sorted',
      count: tally.reordered,
    },
    { code: 'OUTSIDE_RANGE', what: 'bars lie outside the range asked for', count: tally.outside },
    { code: 'FORMING_BARS_DROPPED', what: 'bars were not over by the clock and were dropped', count: tally.forming },
    { code: 'MISSING_DROPPED', what: 'rows without one of the four prices were dropped', count: tally.missing, fix },
    { code: 'INVALID_BARS_DROPPED', what: 'bars that cannot be were dropped', count: tally.invalid, fix },
    { code: 'DUPLICATES_DROPPED', what: 'rows equal to an earlier one were dropped', count: tally.duplicates },
    {
      code: 'CONFLICTS_REPLACED',
      what: 'bars were replaced by later ones of their time that differ',
      count: tally.conflicts,
    },
  ];
  return found.filter(({ count }) => count > 0);
}
