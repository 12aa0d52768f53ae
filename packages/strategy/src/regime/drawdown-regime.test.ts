import { barSeries, sliceBars } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/index.ts';
import { drawdownRegime } from './drawdown-regime.ts';

const closes = (prices: number[]) => {
  const close = Float64Array.from(prices);
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
};

it('begins at the threshold, and is over at the recovery', () => {
  const { index, warmup, columns } = drawdownRegime({ threshold: 0.25, recovery: 0.125 }).over(
    closes([80, 100, 75, 80, 87.5, 80, 75, 100]),
  );
  expect([...index]).toEqual([0, 0, 1, 1, 0, 0, 1, 0]);
  expect(warmup).toBe(0);
  expect([...columns.drawdown.subarray(0, 3)]).toEqual([0, 0, 0.25]);
});

it('forgets peaks that are older than the lookback', () => {
  const { index, warmup } = drawdownRegime({ threshold: 0.25, recovery: 0, lookback: 3 }).over(
    closes([100, 60, 60, 60, 60]),
  );
  expect([...index]).toEqual([-1, -1, 1, 0, 0]);
  expect(warmup).toBe(2);
});

it('has no label for a close that is not positive', () => {
  const bars = sampleBars({ bars: 4 });
  const close = Float64Array.of(100, -1, NaN, 80);
  expect([...drawdownRegime().over({ ...bars, close }).index]).toEqual([0, -1, -1, 1]);
});

it('labels a prefix as it labels the whole, with peaks as if searched for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 30 }),
      (seed, cut, lookback) => {
        const bars = sampleBars({ bars: 100, seed });
        const detector = drawdownRegime({ threshold: 0.02, lookback });
        const { index, columns } = detector.over(bars);
        expect(detector.over(sliceBars(bars, 0, cut)).index).toEqual(index.slice(0, cut));
        for (let i = lookback - 1; i < 100; i++) {
          const peak = Math.max(...bars.close.subarray(i - lookback + 1, i + 1));
          expect(columns.drawdown[i]).toBe(1 - bars.close[i] / peak);
        }
      },
    ),
    { numRuns: 30 },
  );
});

it.each([
  { threshold: 0 },
  { threshold: 1.5 },
  { recovery: 0.2 },
  { recovery: -0.1 },
  { recovery: NaN },
  { lookback: 0 },
  { peak: 1 },
])('refuses %o', (options) => {
  expect(() => drawdownRegime(options)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
