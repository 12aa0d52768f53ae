import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  floorTime,
  isCalendarFrame,
  isTimeframe,
  nextOpen,
  parseTimeframe,
  timeframeMs,
  type Timeframe,
} from './timeframe.ts';

const at = (text: string): number => Date.parse(`${text}Z`);
const say = (time: number): string => new Date(time).toISOString().replace(':00.000Z', '');

describe('floorTime and nextOpen', () => {
  it.each<[Timeframe, string, string, string]>([
    ['1m', '2024-03-10T07:31:59.999', '2024-03-10T07:31', '2024-03-10T07:32'],
    ['15m', '2024-03-10T07:31', '2024-03-10T07:30', '2024-03-10T07:45'],
    ['4h', '2024-03-10T07:31', '2024-03-10T04:00', '2024-03-10T08:00'],
    ['1d', '2024-02-29T23:59', '2024-02-29T00:00', '2024-03-01T00:00'],
    ['1w', '2024-03-10T23:59', '2024-03-04T00:00', '2024-03-11T00:00'],
    ['1w', '2024-03-11T00:00', '2024-03-11T00:00', '2024-03-18T00:00'],
    ['2w', '1970-01-05T00:00', '1970-01-05T00:00', '1970-01-19T00:00'],
    ['2w', '1970-01-04T23:59', '1969-12-22T00:00', '1970-01-05T00:00'],
    ['1M', '2024-02-29T12:00', '2024-02-01T00:00', '2024-03-01T00:00'],
    ['1M', '2023-02-28T12:00', '2023-02-01T00:00', '2023-03-01T00:00'],
    ['3M', '2024-12-31T23:59', '2024-10-01T00:00', '2025-01-01T00:00'],
    ['1Q', '2024-05-05T00:00', '2024-04-01T00:00', '2024-07-01T00:00'],
    ['1Y', '2024-05-05T00:00', '2024-01-01T00:00', '2025-01-01T00:00'],
    ['5Y', '2024-05-05T00:00', '2020-01-01T00:00', '2025-01-01T00:00'],
    ['1h', '1969-12-31T23:30', '1969-12-31T23:00', '1970-01-01T00:00'],
    ['1M', '1969-12-31T23:59', '1969-12-01T00:00', '1970-01-01T00:00'],
    ['1Q', '1899-03-31T23:59', '1899-01-01T00:00', '1899-04-01T00:00'],
    ['1Y', '0050-06-01T00:00', '0050-01-01T00:00', '0051-01-01T00:00'],
  ])('puts the %s bar of %s at %s, the next at %s', (timeframe, time, open, next) => {
    expect(say(floorTime(timeframe, at(time)))).toBe(open);
    expect(say(nextOpen(timeframe, at(time)))).toBe(next);
  });

  it('know no summer time: days of 24 hours, hours of 60 minutes, everywhere', () => {
    for (const day of ['2024-03-10', '2024-03-31', '2024-10-27', '2024-11-03']) {
      expect(nextOpen('1d', at(`${day}T12:00`)) - floorTime('1d', at(`${day}T12:00`))).toBe(86_400_000);
    }
  });

  const timeframe = fc
    .tuple(fc.integer({ min: 1, max: 500 }), fc.constantFrom('s', 'm', 'h', 'd', 'w', 'M', 'Q', 'Y'))
    .map(([count, unit]) => `${count}${unit}` as Timeframe);
  const time = fc.oneof(
    fc.integer({ min: -8e15, max: 8e15 }),
    fc.integer({ min: -3e11, max: 3e12 }),
    fc.double({ min: -1e12, max: 2e12, noNaN: true }),
  );

  it('hold every moment: floorTime <= time < nextOpen', () => {
    fc.assert(
      fc.property(timeframe, time, (frame, t) => {
        expect(floorTime(frame, t)).toBeLessThanOrEqual(t);
        expect(nextOpen(frame, t)).toBeGreaterThan(t);
      }),
    );
  });

  it('tile time: a frame is its own floor, and the next begins where it ends', () => {
    fc.assert(
      fc.property(timeframe, time, (frame, t) => {
        const open = floorTime(frame, t);
        const next = nextOpen(frame, t);
        expect([floorTime(frame, open), nextOpen(frame, open), floorTime(frame, next)]).toEqual([open, next, next]);
        expect(floorTime(frame, next - 1)).toBe(open);
      }),
    );
  });

  it('never run backwards', () => {
    fc.assert(
      fc.property(timeframe, time, time, (frame, a, b) => {
        expect(floorTime(frame, Math.min(a, b))).toBeLessThanOrEqual(floorTime(frame, Math.max(a, b)));
      }),
    );
  });

  it('are exact where a quotient would round up to the next frame', () => {
    expect(floorTime('1s', 8_639_999_999_999_999)).toBe(8_639_999_999_999_000);
  });

  it.each<Timeframe>(['1h', '1w', '1M'])('answer NaN for a time that is none (%s)', (frame) => {
    expect([floorTime(frame, NaN), nextOpen(frame, NaN)]).toEqual([NaN, NaN]);
  });

  it('never answer -0', () => {
    expect([floorTime('1h', -0), floorTime('1M', -0), nextOpen('1h', -1), nextOpen('1M', -1)]).toEqual([0, 0, 0, 0]);
  });
});

describe('parseTimeframe', () => {
  it('tells minutes from months', () => {
    expect([parseTimeframe('3m').unit, parseTimeframe('3M').unit]).toEqual(['m', 'M']);
  });

  it.each(['', 'h', '0m', '-1m', '1.5h', '01m', '1H', '1 h', '1h ', '1min', '100000s', 'irregular'])(
    'refuses %j, and isTimeframe agrees',
    (text) => {
      expect(() => parseTimeframe(text)).toThrow(expect.objectContaining({ code: 'INVALID_TIMEFRAME' }));
      expect(isTimeframe(text)).toBe(false);
    },
  );

  it('says what a timeframe looks like', () => {
    expect(() => parseTimeframe('1 hour')).toThrow(
      '"1 hour" is not a timeframe (write a count and a unit: 1m, 15m, 4h',
    );
  });

  it('hands out a value that nobody can change', () => {
    expect(Object.isFrozen(parseTimeframe('7m'))).toBe(true);
  });
});

describe('timeframeMs', () => {
  it.each<[Timeframe, number]>([
    ['1s', 1_000],
    ['90m', 5_400_000],
    ['2w', 1_209_600_000],
  ])('is the length of %s', (timeframe, length) => {
    expect(timeframeMs(timeframe)).toBe(length);
  });

  it.each<Timeframe>(['1M', '1Q', '2Y'])('refuses %s, whose length varies', (timeframe) => {
    expect(() => timeframeMs(timeframe)).toThrow(expect.objectContaining({ code: 'TIMEFRAME_NOT_FIXED' }));
    expect(isCalendarFrame(timeframe)).toBe(true);
  });
});
