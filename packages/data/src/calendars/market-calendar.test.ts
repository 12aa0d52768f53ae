import { expect, it } from 'vitest';
import { on } from './holidays.ts';
import { marketCalendar } from './market-calendar.ts';
import type { MarketRules } from './market-rules.ts';

const FLEA: MarketRules = {
  name: 'FLEA',
  timeZone: 'Europe/Paris',
  years: [2020, 2025],
  weekdays: [6],
  hours: [{ open: '08:00', close: '14:00' }],
};
const DAY = 86_400_000;
const january = [Date.UTC(2024, 0, 1), Date.UTC(2024, 1, 1)] as const;
const datesOf = (rules: Partial<MarketRules>): string[] =>
  marketCalendar({ ...FLEA, ...rules })
    .sessions(...january)
    .map(({ date }) => date);

it('is made of rules that anyone can write', () => {
  expect(datesOf({})).toEqual(['2024-01-06', '2024-01-13', '2024-01-20', '2024-01-27']);
  expect(datesOf({ holidays: [on(1, 13)] })).toEqual(['2024-01-06', '2024-01-20', '2024-01-27']);
});

it('lets special days count before rules', () => {
  const special = {
    '2024-01-06': { reason: 'snow', closed: true },
    '2024-01-13': { reason: 'open although a holiday' },
    '2024-01-17': { reason: 'a Wednesday', open: '10:00', close: '11:00' },
  } as const;
  expect(datesOf({ holidays: [on(1, 13)], special })).toEqual(['2024-01-13', '2024-01-17', '2024-01-20', '2024-01-27']);
  const [, wednesday] = marketCalendar({ ...FLEA, special }).sessions(...january);
  expect(wednesday).toEqual({ date: '2024-01-17', open: Date.UTC(2024, 0, 17, 9), close: Date.UTC(2024, 0, 17, 10) });
});

it('drops the break of a day that ends by its end', () => {
  const hours = [{ open: '08:00', breakStart: '11:00', breakEnd: '12:00', close: '14:00' }];
  const earlyCloses = [{ close: '12:00', days: on(1, 13) }];
  const [first, second] = marketCalendar({ ...FLEA, hours, earlyCloses }).sessions(...january);
  expect([first.breakStart, second.breakStart]).toEqual([Date.UTC(2024, 0, 6, 10), undefined]);
});

it('refuses years that it does not know, and asks for no more than it needs', () => {
  const flea = marketCalendar(FLEA);
  const outside = expect.objectContaining({ code: 'CALENDAR_RANGE', what: expect.stringContaining('2020 to 2025') });
  expect(() => flea.sessions(Date.UTC(2019, 11, 31), Date.UTC(2024, 0, 1))).toThrow(outside);
  expect(() => flea.sessions(Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 2))).toThrow(outside);
  expect(() => flea.isOpen(Date.UTC(2026, 0, 2))).toThrow(outside);
  expect(flea.sessions(Date.UTC(2025, 11, 1), Date.UTC(2026, 0, 1)).length).toBe(4);
});

it.each([NaN, Infinity, -Infinity])('refuses a bound of %d', (bound) => {
  expect(() => marketCalendar(FLEA).sessions(bound, 0)).toThrow(expect.objectContaining({ code: 'BAD_RANGE' }));
  expect(marketCalendar(FLEA).isOpen(bound)).toBe(false);
});

it.each([
  [{ hours: [{ open: '8:00', close: '14:00' }] }],
  [{ hours: [{ open: '08:00', close: '25:00' }] }],
  [{ hours: [{ open: '14:00', close: '08:00' }] }],
  [{ hours: [{ open: '08:00', breakStart: '10:00', close: '14:00' }] }],
  [{ hours: [{ from: 'May', open: '08:00', close: '14:00' }] }],
  [{ hours: [] }],
])('refuses rules that cannot be: %j', (rules) => {
  expect(() => marketCalendar({ ...FLEA, ...rules })).toThrow(expect.objectContaining({ code: 'BAD_RULES' }));
});

it('gives sessions that nobody can change', () => {
  const [session] = marketCalendar(FLEA).sessions(...january);
  expect(Object.isFrozen(session)).toBe(true);
  expect(session.close - session.open).toBe(DAY / 4);
});
