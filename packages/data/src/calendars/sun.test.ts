import { expect, it } from 'vitest';
import { solarLongitude, solarTerm } from './sun.ts';

// Equinoxes and solstices as almanacs print them, to the minute.
it.each([
  [2000, 0, '2000-03-20T07:35Z'],
  [2012, 180, '2012-09-22T14:49Z'],
  [2020, 90, '2020-06-20T21:43Z'],
  [2024, 0, '2024-03-20T03:06Z'],
  [2024, 270, '2024-12-21T09:20Z'],
])('in %i the sun is at %i degrees within five minutes of %s', (year, degrees, moment) => {
  expect(Math.abs(solarTerm(year, degrees) - Date.parse(moment))).toBeLessThan(5 * 60_000);
});

it('gives the equinoxes of the usual formula for Japan, 1980 to 2099', () => {
  for (let year = 1980; year < 2100; year++) {
    const passed = 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4);
    const day = (degrees: number): number => new Date(solarTerm(year, degrees) + 9 * 3_600_000).getUTCDate();
    expect([year, day(0), day(180)]).toEqual([year, Math.floor(20.8431 + passed), Math.floor(23.2488 + passed)]);
  }
});

it('stays between 0 and 360', () => {
  for (let time = Date.UTC(1990, 0); time < Date.UTC(1992, 0); time += 86_400_000) {
    const longitude = solarLongitude(time);
    expect(longitude >= 0 && longitude < 360).toBe(true);
  }
});
