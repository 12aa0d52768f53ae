import { barSeries, sliceBars, type BarSeries } from '@tidemark/core-market';
import { closeToClose } from '@tidemark/modeling-indicators';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/index.ts';
import { volatilityRegime } from './volatility-regime.ts';

/** Moves of `swing` up and down in turn. */
function swings(...stretches: [bars: number, swing: number][]): BarSeries {
  const moves = stretches.flatMap(([bars, swing]) => Array.from({ length: bars }, (_, i) => (i % 2 ? -swing : swing)));
  let log = 0;
  const close = Float64Array.from(moves, (move) => 100 * Math.exp((log += move)));
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
}

it('parts calm from wild by the volatility per bar', () => {
  const detector = volatilityRegime({ lookback: 10, thresholds: [0.02] });
  const { index, warmup, columns } = detector.over(swings([50, 0.01], [50, 0.03], [50, 0.01]));
  expect(warmup).toBe(10);
  expect([...index.subarray(0, 10)]).toEqual(Array(10).fill(-1));
  expect([index[49], index[65], index[99], index[115]].map((label) => detector.labels[label])).toEqual([
    'calm',
    'wild',
    'wild',
    'calm',
  ]);
  expect(columns.volatility[40]).toBeCloseTo(0.01 * Math.sqrt(10 / 9), 6);
});

it('parts calm, normal and wild', () => {
  const detector = volatilityRegime({ lookback: 10, thresholds: [0.015, 0.025] });
  const { index } = detector.over(swings([30, 0.01], [30, 0.02], [30, 0.03]));
  expect([index[29], index[59], index[89]].map((label) => detector.labels[label])).toEqual(['calm', 'normal', 'wild']);
});

it('ranks a volatility among those before it', () => {
  const bars = sampleBars();
  const { index, warmup, columns } = volatilityRegime({ lookback: 20, history: 50, quantiles: [0.2, 0.8] }).over(bars);
  const volatility = closeToClose(bars.close, 20);
  expect(warmup).toBe(70);
  for (let i = 70; i < bars.length; i++) {
    const below = volatility.subarray(i - 50, i).filter((past) => past < volatility[i]).length / 50;
    expect(columns.rank[i]).toBeCloseTo(below, 12);
    expect(index[i]).toBe(below >= 0.8 ? 2 : below >= 0.2 ? 1 : 0);
  }
});

it('has no label while a price that is not positive is in the window', () => {
  const bars = sampleBars({ bars: 60 });
  const close = bars.close.slice();
  close[30] = -1;
  const { index } = volatilityRegime({ lookback: 5, thresholds: [0.001] }).over({ ...bars, close });
  expect([index[29], index[30], index[36], index[37]].map((label) => label >= 0)).toEqual([
    true,
    false,
    expect.anything(),
    true,
  ]);
});

it('labels a prefix as it labels the whole', () => {
  const detectors = [
    volatilityRegime({ lookback: 10, history: 30 }),
    volatilityRegime({ lookback: 10, history: 30, quantiles: [0.3, 0.7] }),
    volatilityRegime({ lookback: 10, thresholds: [0.005] }),
  ];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 150 }), (seed, cut) => {
      const bars = sampleBars({ bars: 150, seed });
      for (const detector of detectors) {
        const whole = detector.over(bars).index.slice(0, cut);
        expect(detector.over(sliceBars(bars, 0, cut)).index).toEqual(whole);
      }
    }),
    { numRuns: 30 },
  );
});

it.each([
  { lookback: 1 },
  { history: 1 },
  { quantiles: [0.5], thresholds: [0.1] },
  { quantiles: [0.7, 0.3] },
  { quantiles: [0] },
  { quantiles: [1] },
  { quantiles: [] },
  { quantiles: [0.1, 0.2, 0.3] },
  { thresholds: [-0.01] },
  { thresholds: [0.02, 0.02] },
  { thresholds: 0.02 },
  { lookbak: 20 },
])('refuses %o', (options) => {
  expect(() => volatilityRegime(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
});
