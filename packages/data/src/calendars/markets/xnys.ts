import {
  between,
  easter,
  FRIDAY,
  ifOn,
  MONDAY,
  nearestWeekday,
  nth,
  on,
  shifted,
  since,
  sundayToMonday,
  THURSDAY,
  TUESDAY,
  WEDNESDAY,
  type DayRule,
} from '../holidays.ts';
import type { MarketRules, SpecialDay } from '../market-rules.ts';

/** Fixed by United States law or custom; exchanges of the country share them. */
export const usHolidays = {
  newYear: on(1, 1, sundayToMonday), // a Saturday's is not kept
  martinLutherKing: nth(3, MONDAY, 1),
  presidents: nth(3, MONDAY, 2),
  goodFriday: easter(-2),
  memorial: nth(-1, MONDAY, 5),
  juneteenth: since(2022, on(6, 19, nearestWeekday)),
  independence: on(7, 4, nearestWeekday),
  labor: nth(1, MONDAY, 9),
  thanksgiving: nth(4, THURSDAY, 11),
  christmas: on(12, 25, nearestWeekday),
} satisfies Record<string, DayRule>;

const MONDAY_TO_THURSDAY = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY];
const { thanksgiving } = usHolidays;
const christmasEve = ifOn(MONDAY_TO_THURSDAY, on(12, 24)); // a Friday's is the holiday itself
const closed = (reason: string): SpecialDay => ({ reason, closed: true });
const until = (close: string, reason: string): SpecialDay => ({ reason, close });

/** New York Stock Exchange, regular hours. Exceptions by the exchange's list of closings. */
export const XNYS: MarketRules = {
  name: 'XNYS',
  timeZone: 'America/New_York',
  years: [1990, 2100],
  hours: [{ open: '09:30', close: '16:00' }],
  holidays: Object.values({ ...usHolidays, martinLutherKing: since(1998, usHolidays.martinLutherKing) }),
  earlyCloses: [
    {
      close: '14:00',
      days: (year) => [
        ...between(1990, 1992, christmasEve)(year),
        ...between(1992, 1992, shifted(thanksgiving, 1))(year),
      ],
    },
    {
      close: '13:00',
      days: (year) => [
        ...since(1993, christmasEve)(year),
        ...since(1993, shifted(thanksgiving, 1))(year),
        ...since(1995, ifOn([MONDAY, TUESDAY, THURSDAY], on(7, 3)))(year),
        // With the holiday on a Thursday: the Friday after it, since 2013 the Wednesday before it.
        ...between(1995, 2012, ifOn([FRIDAY], on(7, 5)))(year),
        ...since(2013, ifOn([WEDNESDAY], on(7, 3)))(year),
      ],
    },
  ],
  special: {
    '1994-04-27': closed('mourning for Richard Nixon'),
    '1997-12-26': until('13:00', 'day after Christmas'),
    '1999-12-31': until('13:00', 'turn of the millennium'),
    '2001-09-11': closed('attacks on New York'),
    '2001-09-12': closed('attacks on New York'),
    '2001-09-13': closed('attacks on New York'),
    '2001-09-14': closed('attacks on New York'),
    '2003-12-26': until('13:00', 'day after Christmas'),
    '2004-06-11': closed('mourning for Ronald Reagan'),
    '2007-01-02': closed('mourning for Gerald Ford'),
    '2012-10-29': closed('hurricane Sandy'),
    '2012-10-30': closed('hurricane Sandy'),
    '2018-12-05': closed('mourning for George H. W. Bush'),
    '2025-01-09': closed('mourning for Jimmy Carter'),
  },
};

/** Nasdaq: the days and hours of the New York Stock Exchange. */
export const XNAS: MarketRules = { ...XNYS, name: 'XNAS' };
