import { expect, it } from 'vitest';
import { newMoon, newMoonNear } from './moon.ts';

// New moons as almanacs print them, to the minute; the eclipses of 2017 and 2024 are among them.
it.each(['2000-01-06T18:14Z', '2017-08-21T18:30Z', '2020-12-14T16:17Z', '2024-04-08T18:21Z', '2030-06-01T06:21Z'])(
  'finds the one of %s within two minutes',
  (moment) => {
    const known = Date.parse(moment);
    expect(Math.abs(newMoon(newMoonNear(known)) - known)).toBeLessThan(2 * 60_000);
  },
);
