import { expect, it } from 'vitest';
import { zoneClock } from './zone-clock.ts';

it.each([
  ['UTC', 12],
  ['America/New_York', 8],
  ['Asia/Kolkata', 17.5],
])('shows what the wall shows in %s', (timeZone, hour) => {
  const wall = new Date(zoneClock(timeZone)(Date.UTC(2024, 6, 1, 12)));
  expect(wall.getUTCHours() + wall.getUTCMinutes() / 60).toBe(hour);
});

it('keeps seconds and milliseconds', () => {
  const time = Date.UTC(2024, 6, 1, 12, 7, 8, 9);
  expect(zoneClock('Asia/Tokyo')(time) - time).toBe(9 * 3_600_000);
});
