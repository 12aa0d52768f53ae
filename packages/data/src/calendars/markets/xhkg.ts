import { chineseDate, qingming } from '../chinese-calendar.ts';
import { civilDay } from '../civil-time.ts';
import { between, DAY_MS, easterSunday, on, SATURDAY, since, SUNDAY, weekdayOf, type DayRule } from '../holidays.ts';
import type { MarketRules, SpecialDay } from '../market-rules.ts';

const storm = (name: string): SpecialDay => ({ reason: `typhoon ${name}`, closed: true });

/**
 * Every holiday of a year by the General Holidays Ordinance: one that falls on a Sunday or on another holiday is kept
 * on the next day that is neither.
 */
const hongKongHolidays: DayRule = (year) => {
  const days = new Set<number>();
  const keep = (day: number): void => {
    let kept = day;
    while (days.has(kept) || weekdayOf(kept) === SUNDAY) kept += DAY_MS;
    days.add(kept);
  };
  const newYear = chineseDate(year, 1, 1);
  const afterMidAutumn = chineseDate(year, 8, 16);
  // Since 2013 the fourth day stands in for a Sunday among the first three; before that New Year's Eve did.
  const substitutes = year >= 2013;
  if (!substitutes && weekdayOf(newYear) === SATURDAY) days.add(newYear - DAY_MS);
  for (const day of [newYear, newYear + DAY_MS, newYear + 2 * DAY_MS]) {
    if (substitutes) keep(day);
    else days.add(day);
  }
  keep(civilDay(year, 1, 1));
  days.add(easterSunday(year) - 2 * DAY_MS);
  days.add(easterSunday(year) + DAY_MS);
  keep(qingming(year));
  keep(civilDay(year, 5, 1));
  keep(chineseDate(year, 4, 8)); // Buddha's birthday
  keep(chineseDate(year, 5, 5)); // Tuen Ng
  keep(civilDay(year, 7, 1)); // establishment of the region
  keep(civilDay(year, 10, 1)); // National Day
  if (substitutes || weekdayOf(afterMidAutumn) !== SUNDAY) keep(afterMidAutumn);
  keep(chineseDate(year, 9, 9)); // Chung Yeung
  keep(civilDay(year, 12, 25));
  keep(civilDay(year, 12, 26));
  return [...days];
};

/**
 * Stock Exchange of Hong Kong. Storms that cancelled a part of a day are not in it. Since September 2024 trading goes
 * on in any weather.
 */
export const XHKG: MarketRules = {
  name: 'XHKG',
  timeZone: 'Asia/Hong_Kong',
  years: [2000, 2099],
  hours: [
    { open: '10:00', breakStart: '12:30', breakEnd: '14:30', close: '16:00' },
    { from: '2011-03-07', open: '09:30', breakStart: '12:00', breakEnd: '13:30', close: '16:00' },
    { from: '2012-03-05', open: '09:30', breakStart: '12:00', breakEnd: '13:00', close: '16:00' },
  ],
  holidays: [hongKongHolidays],
  earlyCloses: [
    {
      close: '12:30',
      days: (year) => [on(12, 24), on(12, 31)].flatMap((rule) => [...between(2000, 2010, rule)(year)]),
    },
    { close: '12:00', days: (year) => [on(12, 24), on(12, 31)].flatMap((rule) => [...since(2011, rule)(year)]) },
    { close: '12:00', days: since(2013, (year) => [chineseDate(year, 1, 1) - DAY_MS]) },
  ],
  special: {
    '2001-07-06': storm('Utor'),
    '2001-07-25': storm('Yutu'),
    '2008-08-06': storm('Kammuri'),
    '2008-08-22': storm('Nuri'),
    '2011-09-29': storm('Nesat'),
    '2013-08-14': storm('Utor'),
    '2015-09-03': { reason: '70 years since the end of the war', closed: true },
    '2016-08-02': storm('Nida'),
    '2016-10-21': storm('Haima'),
    '2017-08-23': storm('Hato'),
    '2020-10-13': storm('Nangka'),
    '2021-10-13': storm('Kompasu'),
    '2023-07-17': storm('Talim'),
    '2023-09-01': storm('Saola'),
    '2023-09-08': { reason: 'black rain', closed: true },
    '2024-09-06': storm('Yagi'),
  },
};
