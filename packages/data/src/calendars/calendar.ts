import { nearestName } from '@tidemark/core-errors';
import type { Calendar } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { marketCalendar } from './market-calendar.ts';
import type { MarketRules } from './market-rules.ts';
import { ALWAYS, FOREX } from './markets/around-the-clock.ts';
import { CME_EQUITY } from './markets/cme-equity.ts';
import { XHKG } from './markets/xhkg.ts';
import { XLON } from './markets/xlon.ts';
import { XNAS, XNYS } from './markets/xnys.ts';
import { XTKS } from './markets/xtks.ts';

export type CalendarName = 'XNYS' | 'XNAS' | 'XLON' | 'XTKS' | 'XHKG' | 'CME_EQUITY' | '24/7' | '24/5';

/** The rules of every market that is known by name, to read or to build on. */
export const marketRules: Readonly<Record<CalendarName, MarketRules>> = {
  XNYS,
  XNAS,
  XLON,
  XTKS,
  XHKG,
  CME_EQUITY,
  '24/7': ALWAYS,
  '24/5': FOREX,
};

const made = /* @__PURE__ */ new Map<string, Calendar>();

/**
 * When a market trades: XNYS and XNAS (New York), XLON (London), XTKS (Tokyo), XHKG (Hong Kong), CME_EQUITY (equity
 * index futures on Globex), 24/7 (crypto, days in UTC) and 24/5 (currencies, days end at 17:00 in New York).
 *
 * @throws DataError UNKNOWN_CALENDAR
 * @example
 * const [session] = calendar('XNYS').sessions(Date.UTC(2024, 6, 3), Date.UTC(2024, 6, 4));
 * new Date(session.close).toISOString() // => '2024-07-03T17:00:00.000Z'
 */
export function calendar(name: CalendarName): Calendar {
  const known = made.get(name);
  if (known !== undefined) return known;
  if (!Object.hasOwn(marketRules, name)) {
    const names = Object.keys(marketRules);
    const meant = nearestName(name, names);
    const fix = `${meant === undefined ? '' : `did you mean ${meant}? `}use one of ${names.join(', ')}, or marketCalendar(rules)`;
    throw new DataError('UNKNOWN_CALENDAR', { what: `there is no calendar ${name}`, where: 'calendar', fix });
  }
  const calendarOfRules = marketCalendar(marketRules[name]);
  made.set(name, calendarOfRules);
  return calendarOfRules;
}
