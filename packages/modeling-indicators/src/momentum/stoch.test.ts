import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { stoch } from './stoch.ts';

const invalid = [
  [0, 3, 3],
  [14, 1.5, 3],
  [14, 3, NaN],
];
const flat = (): Record<string, number> => ({ k: 50, d: 50 });

describeIndicator(stoch, { params: [14, 3, 3], lookback: 17, flat, invalid }, { describe, it });
describeIndicator(stoch, { params: [1, 1, 1], lookback: 0, flat, invalid }, { describe, it });
describeIndicator(stoch, { params: [5, 1, 4], lookback: 7, flat, invalid }, { describe, it });

const high = Float64Array.of(3, 5, 5, 5);
const low = Float64Array.of(1, 3, 4, 4);
const close = Float64Array.of(2, 4, 5, 4);

it('smooths the position in the range once, and once more', () => {
  const { k, d } = stoch(high, low, close, 2, 2, 2); // positions 75, 100, 0
  expect([...k]).toEqual([NaN, NaN, NaN, 50]);
  expect([...d]).toEqual([NaN, NaN, NaN, 68.75]); // of 87.5 and 50
});

it('reads exactly 100 at the highs of a market that rises, and 0 at the lows of one that falls', () => {
  const rising = Float64Array.from({ length: 60 }, (_, row) => 1.1 ** row);
  const falling = rising.toReversed();
  expect(new Set(stoch(rising, rising, rising, 5, 3, 3).d.slice(8))).toEqual(new Set([100]));
  expect(new Set(stoch(falling, falling, falling, 5, 3, 3).d.slice(8))).toEqual(new Set([0]));
});

it('streams the same bits, across gaps, equal and infinite values', () => {
  const price = fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 0, max: 9 }) },
    { weight: 30, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
    { weight: 2, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e308, -1e308) },
  );
  const bars = fc.array(fc.tuple(price, price, price), { maxLength: 60 });
  const period = fc.integer({ min: 1, max: 9 });
  fc.assert(
    fc.property(bars, period, period, period, (list, ...periods) => {
      const stream = stoch.stream(...periods);
      const answers = list.map((bar) => ({ ...stream.update(...bar) }));
      const [high, low, close] = [0, 1, 2].map((i) => Float64Array.from(list, (bar) => bar[i]));
      const { k, d } = stoch(high, low, close, ...periods);
      expect(list.map((_, i) => ({ k: k[i], d: d[i] }))).toEqual(answers);
    }),
    { numRuns: 500 },
  );
});
