import { between, FRIDAY, ifOn, MONDAY, on, shifted, THURSDAY, TUESDAY, WEDNESDAY, type DayRule } from '../holidays.ts';
import type { MarketRules } from '../market-rules.ts';
import { usHolidays } from './xnys.ts';

const { newYear, goodFriday, christmas, martinLutherKing, presidents, memorial } = usHolidays;
const { juneteenth, independence, labor, thanksgiving } = usHolidays;

const PAYROLL_DAYS = 7;
/** The employment report comes out on the first Friday of a month: then futures trade until after it. */
const isPayrollDay = (day: number): boolean => new Date(day).getUTCDate() <= PAYROLL_DAYS;
const payrollGoodFriday: DayRule = (year) => goodFriday(year).filter((day) => isPayrollDay(day));
const closedGoodFriday: DayRule = (year) => goodFriday(year).filter((day) => !isPayrollDay(day));

const any =
  (...rules: readonly DayRule[]): DayRule =>
  (year) =>
    rules.flatMap((rule) => [...rule(year)]);

/**
 * Equity index futures of the Chicago Mercantile Exchange on Globex: a session opens on the evening before its date.
 * On holidays of the cash market trading stops at noon, and the next session opens in the evening as usual.
 */
export const CME_EQUITY: MarketRules = {
  name: 'CME_EQUITY',
  timeZone: 'America/Chicago',
  years: [2013, 2100],
  hours: [
    { open: '17:00', openDay: -1, breakStart: '15:15', breakEnd: '15:30', close: '16:15' },
    { from: '2015-09-21', open: '17:00', openDay: -1, breakStart: '15:15', breakEnd: '15:30', close: '16:00' },
    // The quarter of an hour after the cash market's close is no pause any more.
    { from: '2021-06-28', open: '17:00', openDay: -1, close: '16:00' },
  ],
  holidays: [newYear, closedGoodFriday, christmas],
  earlyCloses: [
    { close: '08:15', days: payrollGoodFriday },
    {
      close: '10:30',
      days: any(
        between(2013, 2014, any(martinLutherKing, presidents)),
        between(2013, 2013, any(memorial, independence, labor, thanksgiving)),
      ),
    },
    {
      close: '12:00',
      days: any(martinLutherKing, presidents, memorial, juneteenth, independence, labor, thanksgiving),
    },
    {
      close: '12:15',
      days: any(
        shifted(thanksgiving, 1),
        ifOn([MONDAY, TUESDAY, WEDNESDAY, THURSDAY], on(12, 24)),
        // The day before a holiday of Tuesday to Friday.
        shifted(ifOn([TUESDAY, WEDNESDAY, THURSDAY, FRIDAY], on(7, 4)), -1),
      ),
    },
  ],
  special: {
    '2018-12-05': { reason: 'mourning for George H. W. Bush', close: '08:30' },
    '2025-01-09': { reason: 'mourning for Jimmy Carter', close: '08:30' },
  },
};
