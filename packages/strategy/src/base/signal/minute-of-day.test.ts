import { expect, it } from 'vitest';
import { minuteOfDay } from './minute-of-day.ts';

it.each([
  ['UTC', Date.UTC(2024, 0, 1, 23, 59, 30), 1439.5],
  ['America/New_York', Date.UTC(2024, 0, 2, 14, 30), 570],
  ['America/New_York', Date.UTC(2024, 6, 2, 13, 30), 570],
  ['Asia/Kathmandu', Date.UTC(2024, 0, 1, 18, 15), 0],
  ['Asia/Kolkata', Date.UTC(1965, 0, 1, 0, 0), 330],
])('in %s at %d it is minute %d', (zone, time, minute) => {
  expect(minuteOfDay(zone, 'x')(time)).toBe(minute);
});

it('follows clocks that change', () => {
  const clock = minuteOfDay('Europe/Berlin', 'x');
  const change = Date.UTC(2024, 2, 31, 1);
  expect([clock(change - 60_000), clock(change)]).toEqual([119, 180]);
});

it('refuses a zone that is none', () => {
  expect(() => minuteOfDay('Mars/Base', 'gate')).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION', what: '"Mars/Base" is no time zone', where: 'gate' }),
  );
});
