import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { inferTimeframe } from './infer-timeframe.ts';
import { nextOpen, timeframeMs, type Timeframe } from './timeframe.ts';

const DAY = 86_400_000;

/** `length` opens of a frame, from the frame that holds `start`. */
function opens(timeframe: Timeframe, length: number, start: number): Float64Array {
  const out = new Float64Array(length);
  let time = start;
  for (let i = 0; i < length; i++) out[i] = time = nextOpen(timeframe, time);
  return out;
}

it.each<Timeframe>(['1s', '5m', '1h', '4h', '1d', '1w', '2w', '4w', '1M', '2M', '1Q', '6M', '1Y', '2Y'])(
  'reads %s from its own opens, wherever they start',
  (timeframe) => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 2e12 }), fc.integer({ min: 4, max: 40 }), (start, length) => {
        expect(inferTimeframe(opens(timeframe, length, start))).toBe(timeframe);
      }),
      { numRuns: 50 },
    );
  },
);

it('names the longest unit that fits: 60 minutes are an hour, 7 days a week', () => {
  expect(inferTimeframe(Float64Array.of(0, 3_600_000))).toBe('1h');
  expect(inferTimeframe(Float64Array.of(0, 7 * DAY))).toBe('1w');
});

it('reads days of trading through weekends and holidays', () => {
  const days = [0, 1, 4, 5, 6, 7, 8, 11, 13, 14].map((day) => day * DAY);
  expect(inferTimeframe(Float64Array.from(days))).toBe('1d');
});

it('reads minutes of a market that trades in few of them', () => {
  const minutes = [0, 1, 7, 9, 12, 13, 20, 31].map((minute) => minute * 60_000);
  expect(inferTimeframe(Float64Array.from(minutes))).toBe('1m');
});

it('reads months that open on their first trading day', () => {
  const days = ['2024-01-02', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01', '2024-06-03', '2024-07-01'];
  expect(inferTimeframe(Float64Array.from(days, (day) => Date.parse(day)))).toBe('1M');
});

it('takes the shorter of two distances that are equally frequent', () => {
  expect(inferTimeframe(Float64Array.of(0, 1_000, 4_000))).toBe('1s');
});

it.each([
  ['no bars', []],
  ['one bar', [0]],
  ['trades at odd moments', [0, 3_000, 7_000, 12_000, 14_000, 21_000, 24_000, 33_000, 44_000, 57_000, 74_000]],
  ['mostly shorter distances', [0, 1_000, 3_000, 8_000, 12_000, 17_000, 18_500, 23_500, 26_200]],
  ['fractions of a second', [0, 250, 500]],
  ['more than 99,999 of a unit', [0, 100_001_000]],
])('answers nothing for %s', (_, time) => {
  expect(inferTimeframe(Float64Array.from(time))).toBeUndefined();
});

it('answers a frame that is not longer than most distances', () => {
  const distances = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(distances, (steps) => {
      const time = new Float64Array(steps.length + 1);
      for (let i = 0; i < steps.length; i++) time[i + 1] = time[i] + steps[i] * 60_000;
      const timeframe = inferTimeframe(time);
      if (timeframe === undefined) return;
      const shorter = steps.filter((step) => step * 60_000 < timeframeMs(timeframe)).length;
      expect(shorter).toBeLessThanOrEqual(steps.length / 2);
    }),
  );
});
