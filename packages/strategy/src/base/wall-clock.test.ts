import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { wallClock } from './wall-clock.ts';

const utc = (text: string) => Date.parse(`${text}Z`);
const moment = (zone: string, wall: string) =>
  new Date(wallClock(zone, 'x').momentOf(utc(wall))).toISOString().slice(0, 16);

it('knows summer and winter', () => {
  expect(moment('America/New_York', '2024-01-10T15:45')).toBe('2024-01-10T20:45');
  expect(moment('America/New_York', '2024-07-10T15:45')).toBe('2024-07-10T19:45');
  expect(moment('Asia/Kolkata', '2024-07-10T09:15')).toBe('2024-07-10T03:45');
  expect(moment('UTC', '2024-07-10T09:15')).toBe('2024-07-10T09:15');
});

it('takes the moment of the change where clocks are put forward over a time', () => {
  expect(moment('America/New_York', '2024-03-10T01:59')).toBe('2024-03-10T06:59');
  expect(moment('America/New_York', '2024-03-10T02:30')).toBe('2024-03-10T07:00');
  expect(moment('America/New_York', '2024-03-10T03:00')).toBe('2024-03-10T07:00');
  expect(moment('Australia/Lord_Howe', '2024-10-06T02:10')).toBe('2024-10-05T15:30');
});

it('takes the first of two where they are put back over it', () => {
  expect(moment('America/New_York', '2024-11-03T01:30')).toBe('2024-11-03T05:30');
  expect(moment('America/New_York', '2024-11-03T02:00')).toBe('2024-11-03T07:00');
});

it('is the first minute at which the clocks show that much', () => {
  const zones = fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu');
  const minutes = fc.integer({ min: utc('2024-01-01T00:00') / 60_000, max: utc('2026-01-01T00:00') / 60_000 });
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const clock = wallClock(zone, 'x');
      const wall = minute * 60_000;
      const found = clock.momentOf(wall);
      expect(clock.wallAt(found)).toBeGreaterThanOrEqual(wall);
      expect(clock.wallAt(found - 60_000)).toBeLessThan(wall);
    }),
  );
});

it('refuses a zone that is none', () => {
  expect(() => wallClock('New York', 'strategy x')).toThrow(
    expect.objectContaining({ code: 'INVALID_TIMER', what: '"New York" is no time zone', where: 'strategy x' }),
  );
});
