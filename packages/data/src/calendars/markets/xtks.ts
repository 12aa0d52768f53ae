import { between, DAY_MS, MONDAY, nth, on, since, SUNDAY, weekdayOf, type DayRule } from '../holidays.ts';
import type { MarketRules } from '../market-rules.ts';
import { solarTerm } from '../sun.ts';

const JAPAN_MS = 9 * 3_600_000;

/** The date in Japan on which the sun stands at an equinox. */
function equinox(degrees: 0 | 180): DayRule {
  return (year) => [Math.floor((solarTerm(year, degrees) + JAPAN_MS) / DAY_MS) * DAY_MS];
}

/** Holidays by the Act on National Holidays, before substitution. Moved for the Olympic games in 2020 and 2021. */
const NAMED: readonly DayRule[] = [
  on(1, 1),
  between(1948, 1999, on(1, 15)), // Coming of Age
  since(2000, nth(2, MONDAY, 1)),
  on(2, 11), // National Foundation
  since(2020, on(2, 23)), // the Emperor's Birthday
  equinox(0),
  on(4, 29), // Greenery Day, Showa Day since 2007
  on(5, 3), // Constitution
  since(2007, on(5, 4)), // Greenery Day
  on(5, 5), // Children
  between(1996, 2002, on(7, 20)), // Marine Day
  between(2003, 2019, nth(3, MONDAY, 7)),
  between(2020, 2020, on(7, 23)),
  between(2021, 2021, on(7, 22)),
  since(2022, nth(3, MONDAY, 7)),
  between(2016, 2019, on(8, 11)), // Mountain Day
  between(2020, 2020, on(8, 10)),
  between(2021, 2021, on(8, 9)),
  since(2022, on(8, 11)),
  between(1966, 2002, on(9, 15)), // Respect for the Aged
  since(2003, nth(3, MONDAY, 9)),
  equinox(180),
  between(1966, 1999, on(10, 10)), // Sports Day
  between(2000, 2019, nth(2, MONDAY, 10)),
  between(2020, 2020, on(7, 24)),
  between(2021, 2021, on(7, 23)),
  since(2022, nth(2, MONDAY, 10)),
  on(11, 3), // Culture
  on(11, 23), // Labor Thanksgiving
  between(1989, 2018, on(12, 23)), // the Emperor's Birthday
  between(2019, 2019, on(5, 1)), // accession
  between(2019, 2019, on(10, 22)), // enthronement
];

/**
 * Every holiday of a year: a Sunday's is kept on the next day that is none, and a weekday between two holidays is one
 * itself (that is how May 4 was free before 2007, and some Septembers have five days in a row).
 */
const japaneseHolidays: DayRule = (year) => {
  const named = new Set(NAMED.flatMap((rule) => [...rule(year)]));
  const all = new Set(named);
  for (const day of named) {
    if (named.has(day + 2 * DAY_MS) && weekdayOf(day + DAY_MS) !== SUNDAY) all.add(day + DAY_MS);
    if (weekdayOf(day) !== SUNDAY) continue;
    let free = day + DAY_MS;
    while (named.has(free)) free += DAY_MS;
    all.add(free);
  }
  return [...all];
};

/** Tokyo Stock Exchange. */
export const XTKS: MarketRules = {
  name: 'XTKS',
  timeZone: 'Asia/Tokyo',
  years: [1997, 2099],
  hours: [
    { open: '09:00', breakStart: '11:00', breakEnd: '12:30', close: '15:00' },
    { from: '2011-11-21', open: '09:00', breakStart: '11:30', breakEnd: '12:30', close: '15:00' },
    { from: '2024-11-05', open: '09:00', breakStart: '11:30', breakEnd: '12:30', close: '15:30' },
  ],
  holidays: [japaneseHolidays, on(1, 2), on(1, 3), on(12, 31)],
  special: { '2020-10-01': { reason: 'the trading system failed', closed: true } },
};
