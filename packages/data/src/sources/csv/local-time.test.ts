import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalClock } from './local-time.ts';

const ZONES = [
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tokyo',
];

/** Wall-clock time by the parts that Intl prints. */
function wallClock(zone: string, time: number): number {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...options });
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

describe.each(ZONES)('%s', (zone) => {
  it('turns every wall-clock time that Intl shows back into its moment', () => {
    const clock = new LocalClock(zone);
    const seconds = fc.integer({ min: Date.UTC(1985, 0, 1) / 1_000, max: Date.UTC(2036, 0, 1) / 1_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const time = second * 1_000;
        const moment = clock.momentOf(wallClock(zone, time));
        expect(moment.kind === 'ambiguous' ? [moment.earlier, moment.later] : [moment.time]).toContain(time);
        expect(moment.kind).not.toBe('nonexistent');
      }),
      { numRuns: 200 },
    );
  });
});

it('finds the hours that clocks skip and repeat, to the minute', () => {
  const clock = new LocalClock('America/New_York');
  const kind = (month: number, day: number, hour: number, minute: number): string =>
    clock.momentOf(Date.UTC(2024, month - 1, day, hour, minute)).kind;
  expect([kind(3, 10, 1, 59), kind(3, 10, 2, 0), kind(3, 10, 2, 59), kind(3, 10, 3, 0)]).toEqual([
    'unique',
    'nonexistent',
    'nonexistent',
    'unique',
  ]);
  expect([kind(11, 3, 0, 59), kind(11, 3, 1, 0), kind(11, 3, 1, 59), kind(11, 3, 2, 0)]).toEqual([
    'unique',
    'ambiguous',
    'ambiguous',
    'unique',
  ]);
});

it('has no unique moment for them', () => {
  const clock = new LocalClock('America/New_York');
  const days = [Date.UTC(2024, 2, 10, 2, 30), Date.UTC(2024, 10, 3, 1, 30), Date.UTC(2024, 5, 3, 9, 30)];
  expect(days.map((local) => clock.uniqueTime(local))).toEqual([NaN, NaN, Date.UTC(2024, 5, 3, 13, 30)]);
});
