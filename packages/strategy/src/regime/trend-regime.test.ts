import { barSeries, sliceBars } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/index.ts';
import { trendRegime } from './trend-regime.ts';

const closes = (prices: number[]) => {
  const close = Float64Array.from(prices);
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
};

it('sees up, down and sideways', () => {
  const leg = (from: number, slope: number) => Array.from({ length: 40 }, (_, i) => from + slope * i + (i % 2));
  const detector = trendRegime({ lookback: 20 });
  const { index, warmup } = detector.over(closes([...leg(100, 1), ...leg(140, 0), ...leg(140, -1)]));
  expect(warmup).toBe(20);
  expect([index[39], index[79], index[119]].map((label) => detector.labels[label])).toEqual(['up', 'sideways', 'down']);
});

it('measures the move in standard deviations of such a move', () => {
  const { columns } = trendRegime({ lookback: 3 }).over(closes([1, 2, 1, 4].map((power) => 2 ** power)));
  // moves of 1, -1 and 3 doublings: mean 1, deviation 2
  expect(columns.strength[3]).toBeCloseTo(3 / (2 * Math.sqrt(3)), 12);
});

it('is sideways where nothing moves, and sure where all moves are one', () => {
  const detector = trendRegime({ lookback: 5 });
  expect(detector.over(closes(Array(8).fill(7))).index[7]).toBe(1);
  const { index, columns } = detector.over(closes([1, 2, 4, 8, 16, 32, 64]));
  expect([index[6], columns.strength[6]]).toEqual([2, 1e6]);
});

it('labels a prefix as it labels the whole', () => {
  const detector = trendRegime({ lookback: 25 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 150 }), (seed, cut) => {
      const bars = sampleBars({ bars: 150, seed });
      expect(detector.over(sliceBars(bars, 0, cut)).index).toEqual(detector.over(bars).index.slice(0, cut));
    }),
    { numRuns: 30 },
  );
});

it('finds a random walk sideways about two thirds of the time', () => {
  const { index } = trendRegime({ lookback: 20 }).over(sampleBars({ bars: 20_000 }));
  const sideways = index.filter((label) => label === 1).length / index.length;
  expect(sideways).toBeGreaterThan(0.6);
  expect(sideways).toBeLessThan(0.75);
});

it.each([{ lookback: 1 }, { threshold: 0 }, { threshold: NaN }, { lookbak: 9 }])('refuses %o', (options) => {
  expect(() => trendRegime(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
