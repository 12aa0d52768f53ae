import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { kama } from './kama.ts';

const flat = (price: number): number => price;
describeIndicator(kama, { params: [10], lookback: 10, flat }, { describe, it });
describeIndicator(kama, { params: [2], lookback: 2, flat }, { describe, it });
describeIndicator(kama, { params: [1], lookback: 0, flat }, { describe, it });

it('moves (2/3)² of the way where the price goes straight, up or down', () => {
  expect(kama(Float64Array.of(0, 9, 18), 2)[2]).toBeCloseTo(9 + 9 * (4 / 9), 13);
  expect(kama(Float64Array.of(18, 9, 0), 2)[2]).toBeCloseTo(9 - 9 * (4 / 9), 13);
});

it('moves (2/31)² of the way where the price is back where it was', () => {
  expect(kama(Float64Array.of(5, 6, 5), 2)[2]).toBeCloseTo(6 - 4 / 961, 13);
});

it('takes a price that stands still as one that goes straight', () => {
  // from 9, 4/9 of the way to 18, and again
  const [first, second] = kama(Float64Array.of(0, 9, 18, 18, 18), 2).slice(3);
  const third = 13 + 5 * (4 / 9);
  expect(first).toBeCloseTo(third, 13);
  expect(second).toBeCloseTo(third + (18 - third) * (4 / 9), 13);
});

it('has a way of exactly 0 where the price stands still, whatever came before', () => {
  const still = Float64Array.of(0.1, 1e17, 0.3, 0.7, 0.7, 0.7, 0.7, 0.7);
  const [before, after] = kama(still, 3).slice(6);
  expect((0.7 - after) / (0.7 - before)).toBeCloseTo(5 / 9, 6);
});
