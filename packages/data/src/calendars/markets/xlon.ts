import { between, easter, fridayBefore, MONDAY, nth, on, since, weekdayOf, weekendToMonday } from '../holidays.ts';
import type { MarketRules, SpecialDay } from '../market-rules.ts';

const closed = (reason: string): SpecialDay => ({ reason, closed: true });
/** A bank holiday that was moved away: a session like any other. */
const open = (reason: string): SpecialDay => ({ reason });

/** London Stock Exchange. Holidays are the bank holidays of England. */
export const XLON: MarketRules = {
  name: 'XLON',
  timeZone: 'Europe/London',
  years: [1990, 2100],
  hours: [{ open: '08:00', close: '16:30' }],
  holidays: [
    on(1, 1, weekendToMonday),
    easter(-2),
    easter(1),
    nth(1, MONDAY, 5),
    nth(-1, MONDAY, 5),
    nth(-1, MONDAY, 8),
    on(12, 25),
    on(12, 26),
    // Two working days are free in all: Monday and Tuesday stand in for a weekend.
    (year) =>
      [25, 26]
        .filter((day) => [0, 6].includes(weekdayOf(Date.UTC(year, 11, day))))
        .map((day) => Date.UTC(year, 11, day + 2)),
  ],
  earlyCloses: [
    { close: '12:30', days: on(12, 24, fridayBefore) },
    { close: '12:30', days: between(1990, 1998, on(12, 31, fridayBefore)) },
    { close: '12:30', days: since(2000, on(12, 31, fridayBefore)) },
  ],
  special: {
    '1995-05-01': open('the May holiday was moved to the eighth'),
    '1995-05-08': closed('50 years of VE Day'),
    '1999-12-31': closed('turn of the millennium'),
    '2002-05-27': open('the spring holiday was moved to June'),
    '2002-06-03': closed('Golden Jubilee'),
    '2002-06-04': closed('the spring holiday, moved'),
    '2011-04-29': closed('royal wedding'),
    '2012-05-28': open('the spring holiday was moved to June'),
    '2012-06-04': closed('the spring holiday, moved'),
    '2012-06-05': closed('Diamond Jubilee'),
    '2020-05-04': open('the May holiday was moved to the eighth'),
    '2020-05-08': closed('75 years of VE Day'),
    '2022-05-30': open('the spring holiday was moved to June'),
    '2022-06-02': closed('the spring holiday, moved'),
    '2022-06-03': closed('Platinum Jubilee'),
    '2022-09-19': closed('funeral of Elizabeth II'),
    '2023-05-08': closed('coronation of Charles III'),
  },
};
