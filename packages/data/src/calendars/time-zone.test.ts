import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeZone, zone } from './time-zone.ts';

const ZONES = [
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Tokyo',
  'Pacific/Apia',
  'America/Noronha',
];

/** Wall-clock time by the parts that Intl prints. */
function wallClock(name: string): (time: number) => number {
  const options = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...options });
  return (time) => {
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
}

const utc = (year: number, month: number, day = 1, hour = 0, minute = 0): number =>
  Date.UTC(year, month - 1, day, hour, minute);

describe.each(ZONES)('%s', (name) => {
  const local = wallClock(name);

  it('shows the clock that Intl shows, and turns every local time back into its moment', () => {
    const clock = new TimeZone(name);
    const seconds = fc.integer({ min: Date.UTC(1946, 0, 1) / 1_000, max: Date.UTC(2060, 0, 1) / 1_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const time = second * 1_000;
        expect(clock.toLocal(time)).toBe(local(time));
        const moment = clock.momentOf(local(time));
        expect(moment.kind === 'unique' ? [moment.time] : [moment.earlier, moment.later]).toContain(time);
        expect(moment.kind).not.toBe('nonexistent');
      }),
      { numRuns: 200 },
    );
  });

  it('changes its clocks at the second at which Intl does', () => {
    const changes = zone(name).changes(utc(1990, 1), utc(2040, 1));
    for (const change of changes) {
      expect(zone(name).toLocal(change - 1_000)).toBe(local(change - 1_000));
      expect(zone(name).toLocal(change)).toBe(local(change));
      expect(zone(name).offsetAt(change - 1_000)).not.toBe(zone(name).offsetAt(change));
    }
  });
});

it('knows every change, whichever time it was asked for first', () => {
  const counts = [utc(2024, 1), utc(1950, 1), utc(2190, 1)].map((first) => {
    const clock = new TimeZone('America/New_York');
    clock.offsetAt(first);
    return clock.changes(utc(1990, 1), utc(2040, 1)).length;
  });
  expect(counts).toEqual([100, 100, 100]);
});

it('finds the hours that clocks skip and repeat, to the minute', () => {
  const kind = (month: number, day: number, hour: number, minute: number): string =>
    zone('America/New_York').momentOf(utc(2024, month, day, hour, minute)).kind;
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

it('has no unique moment for them, and refuses them unless the policy says which', () => {
  const clock = zone('America/New_York');
  const [skipped, twice] = [utc(2024, 3, 10, 2, 30), utc(2024, 11, 3, 1, 30)];
  expect([skipped, twice, utc(2024, 6, 3, 9, 30)].map((local) => clock.uniqueTime(local))).toEqual([
    NaN,
    NaN,
    utc(2024, 6, 3, 13, 30),
  ]);
  expect(() => clock.toUtc(skipped)).toThrow(expect.objectContaining({ code: 'NONEXISTENT_LOCAL_TIME' }));
  expect(() => clock.toUtc(twice)).toThrow(expect.objectContaining({ code: 'AMBIGUOUS_LOCAL_TIME' }));
  expect(clock.toUtc(twice, { ambiguous: 'earlier' })).toBe(utc(2024, 11, 3, 5, 30));
  expect(clock.toUtc(twice, { ambiguous: 'later' })).toBe(utc(2024, 11, 3, 6, 30));
  expect(clock.toUtc(skipped, { nonexistent: 'earlier' })).toBe(utc(2024, 3, 10, 6, 30));
  expect(clock.toUtc(skipped, { nonexistent: 'later' })).toBe(utc(2024, 3, 10, 7, 30));
});

it('gives every local time a first moment: the earlier of two, and the jump over those that are skipped', () => {
  const moments = [utc(2024, 3, 10, 2, 30), utc(2024, 11, 3, 1, 30), utc(2024, 6, 3, 9, 30)];
  expect(moments.map((local) => zone('America/New_York').firstMoment(local))).toEqual([
    utc(2024, 3, 10, 7),
    utc(2024, 11, 3, 5, 30),
    utc(2024, 6, 3, 13, 30),
  ]);
});

it('skips the day that Samoa skipped', () => {
  const clock = zone('Pacific/Apia');
  expect(clock.momentOf(utc(2011, 12, 30, 12)).kind).toBe('nonexistent');
  expect(clock.toUtc(utc(2011, 12, 31))).toBe(utc(2011, 12, 30, 10));
});

it('keeps the seconds of local mean time', () => {
  expect(zone('America/New_York').offsetAt(utc(1850, 1))).toBe(-(4 * 3_600 + 56 * 60 + 2) * 1_000);
});

it('asks Intl itself for years beyond its table, and says NaN for no time', () => {
  const clock = zone('America/New_York');
  expect([clock.offsetAt(utc(2500, 1)), clock.offsetAt(utc(2500, 7)), clock.toLocal(NaN)]).toEqual([
    -5 * 3_600_000,
    -4 * 3_600_000,
    NaN,
  ]);
});

it('is made once for each name', () => {
  expect(zone('Asia/Tokyo')).toBe(zone('Asia/Tokyo'));
});

it('says which zone was meant', () => {
  expect(() => zone('America/NewYork')).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_TIME_ZONE', fix: expect.stringContaining('America/New_York') }),
  );
});
