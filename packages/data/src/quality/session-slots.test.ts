import { expect, it } from 'vitest';
import { calendar } from '../calendars/calendar.ts';
import { OUTSIDE, sessionSlots } from './session-slots.ts';

const HOUR = 3_600_000;
const at = (day: number, hour: number): number => Date.UTC(2024, 6, day) + hour * HOUR;

it('numbers the bars of sessions, whose last may be short', () => {
  const time = Float64Array.of(at(2, 13.5), at(2, 19.5), at(3, 13.5), at(3, 16.5), at(5, 13.5));
  expect([...sessionSlots(time, HOUR, calendar('XNYS'))]).toEqual([0, 6, 7, 10, 11]);
});

it('numbers bars on the clock, and marks those outside', () => {
  const time = Float64Array.of(at(2, 12), at(2, 13), at(2, 14), at(2, 19), at(2, 20), at(3, 13));
  expect([...sessionSlots(time, HOUR, calendar('XNYS'))]).toEqual([OUTSIDE, 0, 1, 6, OUTSIDE, 7]);
});

it('counts a bar on the clock once that holds the end of a morning and the start of an afternoon', () => {
  const time = Float64Array.of(at(2, 0), at(2, 2), at(2, 4), at(2, 6), at(3, 0));
  expect([...sessionSlots(time, 2 * HOUR, calendar('XTKS'))]).toEqual([0, 1, 2, OUTSIDE, 3]);
});
