import { barSeries, sliceBars } from '@tidemark/core-market';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleBars } from '../testing/index.ts';
import { changePointRegime } from './change-point-regime.ts';

/** A close per logarithmic return. */
const fromReturns = (returns: number[]) => {
  let log = 0;
  const close = Float64Array.from([0, ...returns], (change) => 100 * Math.exp((log += change)));
  const time = close.map((_, i) => i * 60_000);
  return barSeries({ time, open: close, high: close, low: close, close }, { instrument: 'X', timeframe: '1m' });
};
const swings = (bars: number, shift: number) => Array.from({ length: bars }, (_, i) => shift + (i % 2 ? -0.01 : 0.01));

it('calls a rise and a fall, and neither where returns swing about 0', () => {
  const detector = changePointRegime({ lookback: 20 });
  const { index, warmup } = detector.over(fromReturns([...swings(60, 0), ...swings(60, 0.02), ...swings(60, -0.02)]));
  expect(warmup).toBe(21);
  expect([index[60], index[75], index[150]].map((label) => detector.labels[label])).toEqual(['steady', 'up', 'down']);
});

it('adds up what goes beyond the drift, in deviations of the returns before the bar', () => {
  // Deviation of (1, -1) is sqrt(2); each return after them is that of the two before it.
  const { index, columns } = changePointRegime({ lookback: 2, drift: 0.5, threshold: 1.2 }).over(
    fromReturns([0.01, -0.01, 0.01 * Math.SQRT2, -0.01 * Math.SQRT2]),
  );
  expect([...index.subarray(0, 4)]).toEqual([-1, -1, -1, 1]);
  expect(columns.rise[3]).toBeCloseTo(0.5, 9);
  expect(columns.rise[4]).toBe(0);
  expect(columns.fall[4]).toBeCloseTo(1.4142 / 1.7071 - 0.5, 3);
});

it('ends where the evidence is used up', () => {
  const quiet = Array.from({ length: 30 }, (_, i) => (i % 2 ? -0.001 : 0.001));
  const { index } = changePointRegime({ lookback: 20 }).over(
    fromReturns([...swings(40, 0), ...swings(20, 0.03), ...quiet]),
  );
  expect([index[60], index[90]]).toEqual([2, 1]);
});

it('starts anew behind a price that is not positive, and learns nothing where nothing moves', () => {
  const bars = sampleBars({ bars: 80 });
  const close = bars.close.slice();
  close[40] = -1;
  const { index } = changePointRegime({ lookback: 10 }).over({ ...bars, close });
  expect([index[39] >= 0, index[40], index[41], index[51], index[52] >= 0]).toEqual([true, -1, -1, -1, true]);
  const still = changePointRegime({ lookback: 10 }).over({ ...bars, close: bars.close.map(() => 5) });
  expect([still.warmup, ...new Set(still.index.subarray(11))]).toEqual([11, 1]);
});

it('labels a prefix as it labels the whole', () => {
  const detector = changePointRegime({ lookback: 15, drift: 0.2, threshold: 2 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 0, max: 150 }), (seed, cut) => {
      const bars = sampleBars({ bars: 150, seed });
      expect(detector.over(sliceBars(bars, 0, cut)).index).toEqual(detector.over(bars).index.slice(0, cut));
    }),
    { numRuns: 30 },
  );
});

it.each([{ lookback: 1 }, { drift: -1 }, { drift: NaN }, { threshold: 0 }, { treshold: 3 }])(
  'refuses %o',
  (options) => {
    expect(() => changePointRegime(options as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  },
);
