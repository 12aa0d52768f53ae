import { describe, expect, it } from 'vitest';
import { ohlc } from '../../fixtures/run-orders.ts';
import { sessions } from '../../fixtures/sessions.ts';
import { calendarSession, utcDay } from './session-of.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const calm = [100, 100, 100, 100] as const;
const at = (...times: readonly number[]) =>
  ohlc(
    times.map(() => calm),
    {},
    times,
  );

it('without a calendar a session is a day in UTC, also before 1970', () => {
  expect([-1, 0, DAY - 1, DAY].map(utcDay)).toEqual([-1, 0, 0, 1]);
});

describe('a session of a calendar', () => {
  const days = sessions([14 * HOUR, 21 * HOUR], [DAY + 14 * HOUR, DAY + 21 * HOUR]);
  const sessionOf = calendarSession(days, at(9 * HOUR, 2 * DAY));

  it('has the hours before its open, and not the moment of its close', () => {
    expect([9, 14, 20.99, 21, 30, 38, 45].map((hour) => sessionOf(hour * HOUR))).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  it('goes on over midnight', () => {
    const futures = sessions([-HOUR, 22 * HOUR], [23 * HOUR, 46 * HOUR]);
    const session = calendarSession(futures, at(0, DAY));
    expect([0, 21, 22, 23, 25, 45, 46].map((hour) => session(hour * HOUR))).toEqual([0, 0, 1, 1, 1, 1, 2]);
  });

  it('is that of the UTC day where there are no bars to ask for', () => {
    expect(calendarSession(days, { ...at(0), length: 0 })).toBe(utcDay);
  });
});
