import type { Session } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { calendar, marketRules, type CalendarName } from './calendar.ts';
import { zone } from './time-zone.ts';

/** Sessions of some days as people read them: `2024-07-03 09:30-13:00`, with the break in between where there is one. */
function read(name: CalendarName, from: string, to = from): string[] {
  const { timeZone } = calendar(name);
  const days = calendar(name).sessions(Date.parse(from) - 2 * 86_400_000, Date.parse(to) + 2 * 86_400_000);
  const local = (time: number): string => new Date(zone(timeZone).toLocal(time)).toISOString().slice(11, 16);
  const text = ({ date, open, breakStart, breakEnd, close }: Session): string => {
    const pause = breakStart === undefined ? '' : `${local(breakStart)} ${local(breakEnd!)}-`;
    return `${date} ${local(open)}-${pause}${local(close)}`;
  };
  return days.filter(({ date }) => date >= from && date <= to).map(text);
}

describe('New York', () => {
  it('opens at the local hour on both sides of a change of clocks', () => {
    const [friday, monday] = calendar('XNYS').sessions(Date.UTC(2024, 2, 8), Date.UTC(2024, 2, 12));
    expect([friday.open, monday.open]).toEqual([Date.UTC(2024, 2, 8, 14, 30), Date.UTC(2024, 2, 11, 13, 30)]);
  });

  it.each([
    ['before Independence Day', '2024-07-03', ['2024-07-03 09:30-13:00']],
    ['before one on a Thursday since 2013', '2013-07-03', ['2013-07-03 09:30-13:00']],
    ['after one on a Thursday until 2012', '2002-07-05', ['2002-07-05 09:30-13:00']],
    ['after Thanksgiving', '2024-11-29', ['2024-11-29 09:30-13:00']],
    ['after Thanksgiving in a month that begins on a Friday', '2013-11-29', ['2013-11-29 09:30-13:00']],
    ['on Christmas Eve in the old days', '1991-12-24', ['1991-12-24 09:30-14:00']],
  ])('closes early %s', (_, date, sessions) => {
    expect(read('XNYS', date)).toEqual(sessions);
  });

  it.each([
    ['a Saturday Christmas, kept on Friday', '2021-12-24'],
    ['a Sunday New Year, kept on Monday', '2023-01-02'],
    ['Good Friday', '2024-03-29'],
    ['Juneteenth', '2024-06-19'],
    ['mourning', '2025-01-09'],
    ['the days after the attacks', '2001-09-13'],
  ])('is closed for %s', (_, date) => {
    expect(read('XNYS', date)).toEqual([]);
  });

  it('is open on a Friday before a Saturday New Year, and on Juneteenth before it was a holiday', () => {
    expect(read('XNYS', '2021-12-31')).toEqual(['2021-12-31 09:30-16:00']);
    expect(read('XNYS', '2019-06-19')).toEqual(['2019-06-19 09:30-16:00']);
  });

  it('has as many sessions a year as it says', () => {
    const counts = [2001, 2012, 2020, 2024, 2025].map((year) => read('XNYS', `${year}-01-01`, `${year}-12-31`).length);
    expect(counts).toEqual([248, 250, 253, 252, 250]);
  });

  it('has the days of Nasdaq', () => {
    const range = [Date.UTC(2000, 0), Date.UTC(2030, 0)] as const;
    expect(calendar('XNAS').sessions(...range)).toEqual(calendar('XNYS').sessions(...range));
  });
});

describe('London', () => {
  it.each([
    ['2022-05-30', '2022-06-03', ['2022-05-30 08:00-16:30', '2022-05-31 08:00-16:30', '2022-06-01 08:00-16:30']],
    ['2022-12-23', '2022-12-28', ['2022-12-23 08:00-12:30', '2022-12-28 08:00-16:30']],
    ['2023-05-05', '2023-05-09', ['2023-05-05 08:00-16:30', '2023-05-09 08:00-16:30']],
    ['2021-12-24', '2021-12-29', ['2021-12-24 08:00-12:30', '2021-12-29 08:00-16:30']],
    ['1999-12-31', '2000-01-04', ['2000-01-04 08:00-16:30']],
  ])('from %s to %s', (from, to, sessions) => {
    expect(read('XLON', from, to)).toEqual(sessions);
  });
});

describe('Tokyo', () => {
  it('has a break, and ends half an hour later since November 2024', () => {
    expect(read('XTKS', '2011-11-18')).toEqual(['2011-11-18 09:00-11:00 12:30-15:00']);
    expect(read('XTKS', '2024-11-01', '2024-11-05')).toEqual([
      '2024-11-01 09:00-11:30 12:30-15:00',
      '2024-11-05 09:00-11:30 12:30-15:30',
    ]);
  });

  it.each([
    ['ten days of May 2019', '2019-04-27', '2019-05-06', []],
    ['a day between two holidays', '2015-09-21', '2015-09-23', []],
    ['a Sunday among three holidays, kept after them', '2009-05-04', '2009-05-06', []],
    ['the equinox', '2024-03-20', '2024-03-20', []],
    ['holidays moved for the games', '2021-07-22', '2021-07-23', []],
    ['and not on their usual days', '2021-10-11', '2021-10-11', ['2021-10-11 09:00-11:30 12:30-15:00']],
    ['the turn of the year', '2024-12-31', '2025-01-05', []],
    ['the trading system that failed', '2020-10-01', '2020-10-01', []],
  ])('%s', (_, from, to, sessions) => {
    expect(read('XTKS', from, to)).toEqual(sessions);
  });
});

describe('Hong Kong', () => {
  it.each([
    ['the Lunar New Year after a half day', '2025-01-28', '2025-02-02', ['2025-01-28 09:30-12:00']],
    ['a Sunday among its days, kept on the fourth', '2023-01-22', '2023-01-25', []],
    ['Qingming on Easter Monday, kept on Tuesday', '2021-04-02', '2021-04-06', []],
    ['the day after Mid-Autumn on National Day', '2020-10-01', '2020-10-02', []],
    ['a typhoon', '2024-09-06', '2024-09-06', []],
    ['old hours', '2011-03-04', '2011-03-04', ['2011-03-04 10:00-12:30 14:30-16:00']],
    ['Christmas Eve in old hours', '2010-12-24', '2010-12-24', ['2010-12-24 10:00-12:30']],
  ])('%s', (_, from, to, sessions) => {
    expect(read('XHKG', from, to)).toEqual(sessions);
  });
});

describe('Globex equity index futures', () => {
  it.each([
    ['open on the evening before', '2024-01-08', ['2024-01-08 17:00-16:00']],
    ['paused after the cash close until 2021', '2021-06-25', ['2021-06-25 17:00-15:15 15:30-16:00']],
    ['closed later until 2015', '2015-09-18', ['2015-09-18 17:00-15:15 15:30-16:15']],
    ['stop at noon on holidays of the cash market', '2024-01-15', ['2024-01-15 17:00-12:00']],
    ['stop before noon in 2013', '2013-07-04', ['2013-07-04 17:00-10:30']],
    ['close early before Independence Day', '2024-07-03', ['2024-07-03 17:00-12:15']],
    ['trade until the employment report on a Good Friday', '2023-04-07', ['2023-04-07 17:00-08:15']],
    ['rest on any other Good Friday', '2024-03-29', []],
  ])('%s', (_, date, sessions) => {
    expect(read('CME_EQUITY', date)).toEqual(sessions);
  });

  it('open on Sunday', () => {
    const [monday] = calendar('CME_EQUITY').sessions(Date.UTC(2024, 0, 8), Date.UTC(2024, 0, 8, 1));
    expect(new Date(monday.open).toISOString()).toBe('2024-01-07T23:00:00.000Z');
    expect(calendar('CME_EQUITY').isOpen(Date.UTC(2024, 0, 7, 23))).toBe(true);
    expect(calendar('CME_EQUITY').isOpen(Date.UTC(2024, 0, 7, 22, 59))).toBe(false);
  });
});

describe('around the clock', () => {
  it('never closes', () => {
    const sessions = calendar('24/7').sessions(Date.UTC(2024, 1, 28), Date.UTC(2024, 2, 2));
    expect(sessions.map(({ date }) => date)).toEqual(['2024-02-28', '2024-02-29', '2024-03-01']);
    expect(sessions.every(({ open, close }) => close - open === 86_400_000)).toBe(true);
    expect(calendar('24/7').isOpen(Date.UTC(2024, 1, 29, 23, 59, 59, 999))).toBe(true);
  });

  it('trades currencies from Sunday to Friday evening in New York', () => {
    const days = calendar('24/5').sessions(Date.UTC(2024, 2, 8), Date.UTC(2024, 2, 12));
    expect(days.map(({ date, open, close }) => [date, (close - open) / 3_600_000])).toEqual([
      ['2024-03-08', 24],
      ['2024-03-11', 24],
      ['2024-03-12', 24],
    ]);
    const open = (day: number, hour: number): boolean => calendar('24/5').isOpen(Date.UTC(2024, 2, day, hour));
    expect([open(8, 21), open(8, 22), open(10, 20), open(10, 21)]).toEqual([true, false, false, true]);
  });
});

describe.each(Object.keys(marketRules) as CalendarName[])('every session of %s', (name) => {
  const years = marketRules[name].years;
  const sessions = calendar(name).sessions(Date.UTC(years[0], 0, 1), Date.UTC(Math.min(years[1], 2060), 0, 1));

  it('ends after it opened and before the next opens, with its break inside', () => {
    const wrong = sessions.filter(({ open, close, breakStart = open, breakEnd = close }, i) => {
      return !(open <= breakStart && breakStart < breakEnd && breakEnd <= close && !(close > sessions[i + 1]?.open));
    });
    expect(wrong).toEqual([]);
  });

  it('is open when it opens, and not when it closes unless the next opens then', () => {
    for (let i = 1; i < Math.min(sessions.length, 600); i++) {
      const { open, close, breakStart, breakEnd } = sessions[i];
      expect(calendar(name).isOpen(open)).toBe(true);
      expect(calendar(name).isOpen(close)).toBe(sessions[i + 1].open === close);
      const during = [breakStart, breakEnd].map((time) => time !== undefined && calendar(name).isOpen(time));
      expect(during).toEqual([false, breakEnd !== undefined && breakEnd < close]);
    }
  });

  it('is found by any part of it and by nothing else', () => {
    const { open, close } = sessions[300];
    const dates = (from: number, to: number): string[] =>
      calendar(name)
        .sessions(from, to)
        .map(({ date }) => date);
    expect(dates(close - 1, close)).toEqual([sessions[300].date]);
    expect(dates(open, open + 1)).toEqual([sessions[300].date]);
    expect(dates(open, open)).toEqual([]);
  });
});

it('says which calendar was meant', () => {
  expect(() => calendar('XNSY' as CalendarName)).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_CALENDAR', fix: expect.stringContaining('did you mean XN') }),
  );
});
