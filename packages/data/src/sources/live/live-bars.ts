import type { BarSeries } from '@tidemark/core-market';
import { LiveRun } from './live-run.ts';
import type { LiveBar } from './live-bar.ts';
import type { LiveFeed } from './live-feed.ts';
import { checkedLiveOptions, type LiveOptions } from './live-options.ts';
import type { LiveReport } from './live-report.ts';

/** Bars of a live feed: iterate over them once. */
export interface LiveBars extends AsyncIterable<LiveBar>, AsyncDisposable {
  /** What became of the feed so far. */
  readonly report: LiveReport;
  /**
   * The bars of an instrument that are over, with its history.
   *
   * @param symbol may be left out where there is one instrument
   * @throws DataError UNKNOWN_INSTRUMENT
   */
  bars(symbol?: string): BarSeries;
  /** Ends the feed; resolves when the line is gone. What waits can still be taken. */
  close(): Promise<void>;
}

/**
 * Bars of a service over a WebSocket, as they are over. The line is opened with the first bar that is taken, and opened
 * again when it breaks or falls silent; what was missed is fetched by `backfill` or reported as a gap. Each bar passes a
 * `BarHandler`: bars that come twice are given once, changed ones as corrections, late ones are reported.
 *
 * Breaking out of the loop ends the feed. An error ends it after what came before it: DataError LINE_LOST after so many
 * attempts, LINE_REFUSED where the service does not want us back, FEED_ERROR as the service says, MALFORMED_MESSAGES,
 * QUEUE_FULL, CANNOT_PAUSE, BAD_URL, DRIVER_MISSING, HEADERS_UNSUPPORTED, SECRET_UNAVAILABLE, LOGIN_FAILED,
 * TIMEFRAMES_DIFFER of a backfill, ALREADY_TAKEN for a second loop; the reason of the signal. No secret is in any of them.
 *
 * @param feed the service, such as `binanceKlineStream`
 * @throws DataError BAD_OPTION, TIMEFRAME_UNAVAILABLE, MISSING_SECRET, TIMEFRAMES_DIFFER of a history
 * @throws MarketError INVALID_INSTRUMENT, INVALID_TIMEFRAME
 * @example
 * const live = liveBars(binanceKlineStream, { instruments: ['BTCUSDT'], timeframe: '1m', connect: connectWs() });
 * for await (const { bar } of live) console.log(new Date(bar.time).toISOString(), bar.close);
 */
export function liveBars<Message>(feed: LiveFeed<Message>, options: LiveOptions): LiveBars {
  return new LiveRun(feed, checkedLiveOptions(options));
}
