import { isTidemarkError, type TidemarkError } from '@tidemark/core-errors';
import { type AbortSignalLike, type DataFinding } from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { throwIfAborted } from '../answer-query.ts';
import type { BarStore, TimeRange } from '../bar-store.ts';
import { longestBarMs } from './bar-length.ts';
import { httpBarDefinition, type HttpBarDefinition } from './http-bar-definition.ts';
import { checkedHttpOptions, type HttpBarsOptions } from './http-bars-options.ts';
import { rangeOf } from './http-bars.ts';
import { HttpRun } from './http-run.ts';
import { tallyFindings } from './http-tally.ts';
import { RateLimiter } from './rate-limiter.ts';
import { missingRanges } from './time-ranges.ts';

export interface DownloadOptions extends Omit<HttpBarsOptions, 'forming'> {
  /** Where the bars are kept, of this series alone. */
  readonly store: BarStore;
  readonly signal?: AbortSignalLike | undefined;
}

/** What a download came to. Plain data. */
export interface DownloadReport {
  readonly source: string;
  /** Half-open on the open, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** What was not stored before, and so was asked for. */
  readonly asked: readonly TimeRange[];
  /** What of the range is not stored now: bars that are not over yet. */
  readonly missing: readonly TimeRange[];
  readonly pages: number;
  readonly requests: number;
  readonly retries: number;
  readonly waitedMs: number;
  /** Rows read, and bars stored of them. */
  readonly rows: number;
  readonly bars: number;
  readonly findings: readonly DataFinding[];
}

/**
 * Downloads bars into a store. What the store covers is not asked for again; each page is stored as it comes, so that
 * a download that was cut short goes on where it ended when it is run again. Bars that may not be over by the clock
 * are left for the next run. Gaps are not looked for: `memorySource(await store.read(range)).bars()` reports them.
 *
 * @throws as `httpBars`; after pages were stored, `what` says how far it came. What the store throws. With an error
 *   of ours or the signal's reason, all pages before it are stored
 * @example
 * const options = { instrument: 'BTCUSDT', timeframe: '1h', from: Date.UTC(2024, 0, 1), store: memoryStore() } as const;
 * const { pages, missing } = await downloadBars(binanceKlines, options);
 */
export async function downloadBars<Page, Row>(
  definition: HttpBarDefinition<Page, Row>,
  { store, signal, ...options }: DownloadOptions,
): Promise<DownloadReport> {
  const known = httpBarDefinition(definition) as HttpBarDefinition;
  checkedHttpOptions(known, options);
  if ('forming' in options) {
    const fix = 'leave it out: bars that are not over come with a later run';
    throw new DataError('BAD_OPTION', {
      what: 'a download does not keep bars that may change',
      where: 'options.forming',
      fix,
    });
  }
  const { timeframe } = options;
  const now = options.clock?.now() ?? Date.now();
  // A bar that opens from here on may not be over, whatever it says itself.
  const settledEnd = now - longestBarMs(timeframe) + 1;
  const run = new HttpRun({
    definition: known,
    options,
    timeframe,
    signal,
    limiter: new RateLimiter(options.rateLimit ?? known.rateLimit),
    isOver: () => true, // nothing else is asked for
  });
  throwIfAborted(signal, run.name);
  const range = rangeOf({}, options, now, run.name);
  if (options.to !== undefined && options.to < range.from) {
    const what = `from ${range.from} is not before to ${options.to}`;
    throw new DataError('BAD_RANGE', { what, where: run.name, fix: 'give epoch milliseconds, from before to' });
  }
  const asked = missingRanges({ from: range.from, to: Math.min(range.to, settledEnd) }, await store.covered());
  try {
    for (const part of asked) await run.into(store, part);
  } catch (error) {
    throw isTidemarkError(error) && error !== signal?.reason ? await cutShort(error, run, store, range) : error;
  } finally {
    run.end();
  }
  const { pages, requests, retries, waitedMs, rows } = run.tally;
  const missing = missingRanges(range, await store.covered());
  const findings = tallyFindings(run.tally);
  return {
    source: run.name,
    ...range,
    asked,
    missing,
    pages,
    requests,
    retries,
    waitedMs,
    rows,
    bars: run.bars,
    findings,
  };
}

/** The same error, which says how far the download came. */
async function cutShort(
  error: TidemarkError,
  { tally, bars }: HttpRun,
  store: BarStore,
  range: TimeRange,
): Promise<TidemarkError> {
  if (tally.pages === 0) return error;
  const { code, what, where, fix, cause } = error;
  const [first] = missingRanges(range, await store.covered());
  const far = first === undefined ? 'all of it' : `the first hole is at ${new Date(first.from).toISOString()}`;
  const came = `${what}; stored before that: ${bars} bars of ${tally.pages} pages, ${far}`;
  const again = 'run it again to go on from there';
  return new DataError(code, { what: came, where, fix: fix === undefined ? again : `${fix}; ${again}`, cause });
}
