import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zone } from '../../calendars/time-zone.ts';
import type { Bins } from './bins.ts';
import { CalendarBins, WallBins } from './local-bins.ts';

const HOUR = 3_600_000;
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16);
const edges = (bins: Bins, time: string): string[] => {
  const bin = bins.at(Date.parse(time))!;
  return [iso(bin.start), iso(bin.end)];
};

describe('days', () => {
  it('begin at the first moment of a day whose midnight the clock skips', () => {
    const beirut = new CalendarBins('1d', zone('Asia/Beirut')); // 2022-03-27: 00:00 became 01:00
    expect(edges(beirut, '2022-03-26T22:30Z')).toEqual(['2022-03-26T22:00', '2022-03-27T21:00']);
    expect(edges(beirut, '2022-03-26T21:59Z')).toEqual(['2022-03-25T22:00', '2022-03-26T22:00']);
  });

  it('do not begin twice where the clock goes back over midnight', () => {
    const newfoundland = new CalendarBins('1d', zone('America/St_Johns')); // 1999-10-31: 00:01 became 23:01
    expect(edges(newfoundland, '1999-10-31T02:45Z')).toEqual(['1999-10-31T02:30', '1999-11-01T03:30']);
  });

  it('and months are those of the zone', () => {
    const tokyo = new CalendarBins('1M', zone('Asia/Tokyo'));
    expect(edges(tokyo, '2024-01-31T15:00Z')).toEqual(['2024-01-31T15:00', '2024-02-29T15:00']);
  });
});

describe('hours by the wall clock', () => {
  it('of a length that does not divide a day have a short one before midnight', () => {
    const sevens = new WallBins(7 * HOUR, zone('UTC'));
    expect(edges(sevens, '2024-01-01T22:00Z')).toEqual(['2024-01-01T21:00', '2024-01-02T00:00']);
  });

  it('can start after midnight', () => {
    const shifted = new WallBins(6 * HOUR, zone('UTC'), HOUR);
    expect(edges(shifted, '2024-01-01T00:30Z')).toEqual(['2023-12-31T19:00', '2024-01-01T01:00']);
  });
});

it('cover every moment once, in order, through every change of the clock', () => {
  const zones = fc.constantFrom('America/New_York', 'Australia/Lord_Howe', 'America/St_Johns', 'Asia/Beirut', 'UTC');
  const lengths = fc.constantFrom(0.25, 0.5, 0.75, 1, 1.5, 4, 7);
  const starts = fc.integer({ min: Date.UTC(1999, 0), max: Date.UTC(2024, 0) });
  fc.assert(
    fc.property(zones, fc.option(lengths), starts, (name, length, start) => {
      const local = zone(name);
      const bins = length === null ? new CalendarBins('1d', local) : new WallBins(length * HOUR, local);
      let bin = bins.at(start);
      expect(bin.start <= start && start < bin.end).toBe(true);
      for (let i = 0; i < 60; i++) {
        const next = bins.from(bin.end);
        expect(next.start).toBe(bin.end);
        expect(next.end).toBeGreaterThan(next.start);
        expect(bins.at(next.end - 1)).toEqual(next);
        bin = next;
      }
    }),
  );
});
