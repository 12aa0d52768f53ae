import {
  barSeries,
  isCalendarFrame,
  type BarQuery,
  type BarSeries,
  type DataSource,
  type Timeframe,
} from '@tidemark/core-market';
import { DataError } from '../../error.ts';
import { answerQuery, throwIfAborted } from '../answer-query.ts';
import type { TimeRange } from '../bar-store.ts';
import { closeOf } from './bar-length.ts';
import { assertTimeframe, checkedHttpOptions, type HttpBarsOptions } from './http-bars-options.ts';
import { httpBarDefinition, type HttpBarDefinition } from './http-bar-definition.ts';
import { HttpRun, sourceName } from './http-run.ts';
import { tallyFindings } from './http-tally.ts';
import { memoryStore } from '../memory-store.ts';
import { RateLimiter } from './rate-limiter.ts';

/**
 * Bars from an HTTP API. Each query asks anew; requests that fail for a passing reason are sent again. A query's
 * timeframe may be any of the definition's.
 *
 * Findings of its reports, besides those of `describeBars`: PAGES_READ, REQUESTS_RETRIED, WAITED_MS, ROWS_REORDERED,
 * OUTSIDE_RANGE, FORMING_BARS_DROPPED, MISSING_DROPPED, INVALID_BARS_DROPPED, DUPLICATES_DROPPED, CONFLICTS_REPLACED,
 * CLOSE_TIMES_ASSUMED.
 *
 * @throws DataError at once BAD_DEFINITION, BAD_OPTION, BAD_URL, MISSING_SECRET, TIMEFRAME_UNAVAILABLE,
 *   ADJUSTMENT_UNAVAILABLE. When asked RANGE_NEEDED, BAD_RANGE, MISSING_COLUMN; UNAUTHORIZED (401), FORBIDDEN (403),
 *   NOT_FOUND (404), REQUEST_REFUSED (other 4xx), REDIRECTED, API_ERROR; BAD_PAGE, BAD_ROW, BAD_NUMBER, BAD_TIME;
 *   CONFLICTING_BARS, CURSOR_REPEATED, FOREIGN_URL, PAGES_OUT_OF_ORDER, TOO_MANY_PAGES; BAD_SECRET, SECRET_UNAVAILABLE;
 *   RETRY_AFTER_TOO_LONG; RETRIES_EXHAUSTED, whose cause has the code of the last failure: RATE_LIMITED, SERVER_ERROR,
 *   SERVER_TIMEOUT, TOO_EARLY, REQUEST_FAILED, HEADERS_TIMEOUT, BODY_TIMEOUT, BODY_BROKE_OFF, TRUNCATED_BODY,
 *   MALFORMED_BODY, WRONG_CONTENT_TYPE, API_ERROR, PAGE_ELSEWHERE. The signal's reason, or ABORTED
 * @throws MarketError as `barSeries`, for bars that are not dropped
 * @example
 * const source = httpBars(binanceKlines, { instrument: 'BTCUSDT', timeframe: '1h', from: Date.UTC(2024, 0, 1) });
 * const { data, report } = await source.bars({ to: Date.UTC(2024, 1, 1) });
 */
export function httpBars<Page, Row>(definition: HttpBarDefinition<Page, Row>, options: HttpBarsOptions): DataSource {
  const known: HttpBarDefinition = httpBarDefinition(definition) as HttpBarDefinition;
  checkedHttpOptions(known, options);
  const limiter = new RateLimiter(options.rateLimit ?? known.rateLimit);
  const name = sourceName(known, options);
  const now = (): number => options.clock?.now() ?? Date.now();
  return {
    name,
    async bars(query = {}) {
      throwIfAborted(query.signal, name);
      const timeframe = query.timeframe ?? options.timeframe;
      assertTimeframe(known, timeframe);
      const nothing = emptySeries(known, options, timeframe);
      answerQuery(nothing, query, { source: name }); // refuses what cannot be asked for, before anything is
      const asked = now();
      const range = rangeOf(query, options, asked, name);
      const isOver = (time: number, closeTime: number | undefined): boolean =>
        options.forming === 'keep' || (closeTime ?? closeOf(timeframe, time)) <= asked;
      const run = new HttpRun({
        definition: known,
        options,
        timeframe,
        limiter,
        isOver,
        signal: query.signal,
      });
      const store = memoryStore();
      try {
        if (range.from < range.to) await run.into(store, range);
      } finally {
        run.end();
      }
      const bars = (await store.read(range)) ?? nothing;
      const findings = tallyFindings(run.tally);
      if (isCalendarFrame(timeframe) && bars.length > 0) {
        const what = `${timeframe} bars without a close time of their own close when their frame ends in UTC`;
        findings.push({ code: 'CLOSE_TIMES_ASSUMED', what, count: bars.length });
      }
      return answerQuery(bars, query, { source: name, rows: run.tally.rows, findings });
    },
  };
}

/** @throws DataError RANGE_NEEDED, BAD_RANGE */
export function rangeOf(
  query: Pick<BarQuery, 'from' | 'to'>,
  options: Pick<HttpBarsOptions, 'from' | 'to'>,
  now: number,
  where: string,
): TimeRange {
  const { from = options.from, to = options.to ?? now } = query;
  if (from === undefined) {
    throw new DataError('RANGE_NEEDED', {
      what: 'nothing says from when on bars are wanted',
      where,
      fix: 'give { from } in epoch milliseconds, such as Date.UTC(2024, 0, 1)',
    });
  }
  if (Math.abs(from) <= 8.64e15 && Math.abs(to) <= 8.64e15) return { from, to: Math.max(from, to) };
  const what = `the range from ${from} to ${to} has an end that is no moment`;
  throw new DataError('BAD_RANGE', { what, where, fix: 'give epoch milliseconds, such as Date.UTC(2024, 0, 1)' });
}

function emptySeries({ columns = [] }: HttpBarDefinition, options: HttpBarsOptions, timeframe: Timeframe): BarSeries {
  const { instrument, adjustment } = options;
  const none = new Float64Array(0);
  const extra = Object.fromEntries(columns.map((column) => [column, none]));
  const closeTime = isCalendarFrame(timeframe) ? none : undefined;
  const prices = { time: none, open: none, high: none, low: none, close: none, closeTime, extra };
  return barSeries(prices, { instrument, timeframe, adjustment });
}
