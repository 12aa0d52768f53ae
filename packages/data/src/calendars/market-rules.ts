import type { DayRule } from './holidays.ts';

/** Local times of a day's trading, `HH:mm`; `24:00` is the end of the day. */
export interface TradingHours {
  /** The first date on which they hold, `2024-11-05`; left out for the oldest. */
  readonly from?: string | undefined;
  readonly open: string;
  /** -1 where a session opens on the day before its date, as those of futures do. */
  readonly openDay?: -1 | undefined;
  readonly close: string;
  /** When trading pauses, and when it goes on. */
  readonly breakStart?: string | undefined;
  readonly breakEnd?: string | undefined;
}

/** A day that no rule foresees. */
export interface SpecialDay {
  /** Why, for people. */
  readonly reason: string;
  /** There is no session. */
  readonly closed?: true | undefined;
  /** There is one, also where rules say otherwise, with these times instead of the usual ones. */
  readonly open?: string | undefined;
  readonly close?: string | undefined;
}

/** When a market trades, as data: `marketCalendar` makes a calendar of it. */
export interface MarketRules {
  /** Such as XNYS. */
  readonly name: string;
  /** IANA name, such as America/New_York. */
  readonly timeZone: string;
  /** First and last year for which the rules are right; other years are refused. */
  readonly years: readonly [first: number, last: number];
  /** Weekdays with a session, 0 is Sunday; Monday to Friday where left out. */
  readonly weekdays?: readonly number[] | undefined;
  /** Oldest first. */
  readonly hours: readonly TradingHours[];
  readonly holidays?: readonly DayRule[] | undefined;
  /** Days that end early; the first rule that names a day counts. */
  readonly earlyCloses?: readonly { readonly close: string; readonly days: DayRule }[] | undefined;
  /** By date, `2001-09-11`: they count before every rule. */
  readonly special?: Readonly<Record<string, SpecialDay>> | undefined;
}
