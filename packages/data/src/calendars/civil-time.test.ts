import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilDay, timeOfDay } from './civil-time.ts';

it('agrees with Date on every day', () => {
  const day = fc.integer({ min: -700_000, max: 2_900_000 });
  fc.assert(
    fc.property(day, (days) => {
      const date = new Date(days * 86_400_000);
      expect(civilDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(date.getTime());
    }),
  );
});

it.each([
  [2023, 2, 29],
  [1900, 2, 29],
  [2024, 4, 31],
  [2024, 13, 1],
  [2024, 0, 1],
  [2024, 1, 0],
])('knows no %i-%i-%i', (year, month, day) => {
  expect(civilDay(year, month, day)).toBeNaN();
});

it('knows no 24:00 and no leap second', () => {
  expect([timeOfDay(24, 0), timeOfDay(23, 60), timeOfDay(23, 59, 60), timeOfDay(23, 59, 59, 999)]).toEqual([
    NaN,
    NaN,
    NaN,
    86_399_999,
  ]);
});
