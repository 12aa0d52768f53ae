import { seededRandom } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { wma } from './wma.ts';

const flat = (price: number): number => price;
describeIndicator(wma, { params: [20], lookback: 19, flat }, { describe, it });
describeIndicator(wma, { params: [1], lookback: 0, flat }, { describe, it });

it('weighs the newest value most', () => {
  // (1 * 1 + 2 * 4 + 3 * 7) / 6, then (4 + 14 + 3 * 1) / 6
  expect([...wma(Float64Array.of(1, 4, 7, 1), 3)]).toEqual([NaN, NaN, 5, 3.5]);
});

it('is unknown as long as a NaN is in the window', () => {
  expect([...wma(Float64Array.of(1, 4, NaN, 1, 7, 4), 2)]).toEqual([NaN, 3, NaN, NaN, 5, 5]);
});

it('keeps nothing of a huge value once two windows have passed', () => {
  const random = seededRandom(5);
  const values = Float64Array.from({ length: 1000 }, (_, row) => (row === 100 ? 1e17 : random()));
  const alone = wma(values.slice(-20), 20)[19];
  expect(wma(values, 20).at(-1)).toBeCloseTo(alone, 13);
});
