import {
  barSeries,
  nextOpen,
  parseTimeframe,
  timeframeMs,
  type BarSeries,
  type Calendar,
  type Timeframe,
} from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { DAY_MS } from './holidays.ts';
import { SessionFinder } from './session-finder.ts';

/**
 * The same bars with the moments at which the market knew them. A daily bar closes with its session, early closes
 * included, whether it is stamped with its date (midnight in UTC or in the market's zone) or with a moment of the
 * session; bars of several days, weeks or months close with the last session of their frame. A bar within a session
 * closes no later than the session or its break; one outside of every session closes when its time is over.
 *
 * @throws DataError OUTSIDE_SESSIONS for a bar of a day or more without a session, TIMEFRAME_UNSUPPORTED for irregular
 *   bars, CALENDAR_RANGE for years that the calendar does not cover
 * @throws MarketError BAD_CLOSE_TIME where two bars lie in one session
 * @example
 * const bars = syntheticBars({ bars: 1, timeframe: '1d', start: Date.UTC(2024, 6, 3) });
 * new Date(withCloseTimes(bars, calendar('XNYS')).closeTime[0]).toISOString() // => '2024-07-03T17:00:00.000Z'
 */
export function withCloseTimes(bars: BarSeries, calendar: Calendar): BarSeries {
  const { time, length, timeframe, instrument, adjustment, symbol } = bars;
  if (timeframe === 'irregular') {
    throw new DataError('TIMEFRAME_UNSUPPORTED', {
      what: 'irregular bars have no length that a session could end',
      where: symbol,
      fix: 'they have close times of their own',
    });
  }
  if (length === 0) return bars;
  const { unit } = parseTimeframe(timeframe);
  const closesOf = unit === 's' || unit === 'm' || unit === 'h' ? closesWithinDays : closesOfDays;
  const closeTime = closesOf(time, timeframe, calendar, symbol);
  return barSeries({ ...bars, closeTime }, { instrument, timeframe, adjustment });
}

function closesOfDays(time: Float64Array, timeframe: Timeframe, calendar: Calendar, symbol: string): Float64Array {
  const last = time[time.length - 1];
  const finder = new SessionFinder(calendar, time[0] - DAY_MS, nextOpen(timeframe, last) + DAY_MS);
  const out = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) {
    const t = time[i];
    const session = timeframe === '1d' ? finder.ofDay(t) : finder.lastDated(t, nextOpen(timeframe, t));
    if (session < 0) {
      throw new DataError('OUTSIDE_SESSIONS', {
        what: `${calendar.name} has no session at ${new Date(t).toISOString()}`,
        where: `${symbol}, bar ${i}`,
        fix: 'name the calendar of this market, or drop such bars: check(bars, { calendar }) lists them as session leaks',
      });
    }
    out[i] = finder.sessions[session].close;
  }
  return out;
}

function closesWithinDays(time: Float64Array, timeframe: Timeframe, calendar: Calendar): Float64Array {
  const step = timeframeMs(timeframe);
  const { sessions } = new SessionFinder(calendar, time[0] - DAY_MS, time[time.length - 1] + step);
  const out = new Float64Array(time.length);
  let s = 0;
  for (let i = 0; i < time.length; i++) {
    const t = time[i];
    while (s < sessions.length && sessions[s].close <= t) s++;
    let close = t + step;
    if (s < sessions.length && sessions[s].open < close) {
      const { close: end, breakStart = Infinity } = sessions[s];
      close = Math.min(close, t < breakStart ? breakStart : Infinity, end);
    }
    out[i] = close;
  }
  return out;
}
