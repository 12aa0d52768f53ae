import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pivots, type SwingSize } from './index.ts';
import { firstBars, randomWalk } from '../fixtures/drawn-bars.ts';

const line = (...prices: number[]) => {
  const price = Float64Array.from(prices);
  return { high: price, low: price, close: price };
};
const fifth: SwingSize = { fraction: 0.2 };

it('confirms a high when the market has come back from it by a swing', () => {
  expect(pivots(line(11, 12, 11, 9.6), fifth)).toEqual([{ row: 1, price: 12, kind: 'high', knownAt: 3 }]);
  expect(pivots(line(11, 12, 11, 9.7), fifth)).toEqual([]);
});

it('takes the first of equal extremes', () => {
  expect(pivots(line(11, 12, 12, 9), fifth)[0].row).toBe(1);
});

it('does not take one bar for an extreme and its confirmation: the path inside a bar is not known', () => {
  const high = Float64Array.of(10, 20, 15);
  const low = Float64Array.of(10, 10, 14);
  const close = Float64Array.of(10, 15, 15);
  // The second bar is a new high and 50 % below it; the low of the third confirms it.
  expect(pivots({ high, low, close }, fifth).map(({ row, kind, knownAt }) => [row, kind, knownAt])).toEqual([
    [0, 'low', 1],
    [1, 'high', 2],
  ]);
});

it('begins anew behind a bar that is not known', () => {
  expect(pivots(line(11, 12, NaN, 9, 9, 9), fifth)).toEqual([]);
});

it('finds no turns in a market that does not move', () => {
  expect(pivots(line(...Array.from({ length: 50 }, () => 7)))).toEqual([]);
});

it('waits until the average true range is known', () => {
  const saw = line(...Array.from({ length: 30 }, (_, i) => (i % 10 < 5 ? i % 10 : 10 - (i % 10))));
  expect(pivots(saw, { atr: 3, period: 14 })[0].knownAt).toBeGreaterThanOrEqual(14);
});

describe.each<SwingSize>([{ atr: 3, period: 14 }, { fraction: 0.03 }])('on random walks, swings of %o', (swing) => {
  it('alternate, and each is the extreme between its neighbours', () => {
    for (let seed = 1; seed <= 20; seed++) {
      // Of the closes: a bar that reaches beyond both its neighbours has a path that nobody knows.
      const { close } = randomWalk(2000, seed);
      const found = pivots({ high: close, low: close, close }, swing);
      expect(found.length).toBeGreaterThan(20);
      for (let k = 1; k < found.length - 1; k++) {
        const [before, { row, price, kind, knownAt }, after] = found.slice(k - 1, k + 2);
        expect([before.kind === after.kind, before.kind === kind]).toEqual([true, false]);
        expect(before.knownAt).toBeLessThan(knownAt);
        expect(row).toBeLessThan(knownAt);
        const between = close.slice(before.row + 1, after.row);
        const extreme = kind === 'high' ? Math.max(...between) : Math.min(...between);
        expect(price).toBe(extreme);
      }
    }
  });

  it('are known from the past alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 500 }), (seed, length) => {
        const bars = randomWalk(500, seed);
        const known = pivots(bars, swing).filter(({ knownAt }) => knownAt < length);
        expect(pivots(firstBars(bars, length), swing)).toEqual(known);
      }),
      { numRuns: 50 },
    );
  });
});

it.each([{ atr: 0, period: 14 }, { atr: 3, period: 1.5 }, { fraction: NaN }, { fraction: -1 }])(
  'refuses swings of %o',
  (swing) => {
    expect(() => pivots(line(1, 2), swing)).toThrow(expect.objectContaining({ code: 'INVALID_SWING' }));
  },
);

it('refuses columns of different length', () => {
  const bars = { ...line(1, 2), low: Float64Array.of(1) };
  expect(() => pivots(bars)).toThrow('high 2, low 1, close 2');
});
