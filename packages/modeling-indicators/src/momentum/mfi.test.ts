import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { mfi } from './mfi.ts';

describeIndicator(mfi, { params: [14], lookback: 14, flat: () => 50 }, { describe, it });
describeIndicator(mfi, { params: [1], lookback: 1, flat: () => 50 }, { describe, it });

const mfiOf = (prices: readonly number[], volume: readonly number[], period: number): number[] => {
  const column = Float64Array.from(prices);
  return [...mfi(column, column, column, Float64Array.from(volume), period)];
};

it('weighs the money of rising bars against that of all that moved', () => {
  // flows 3 * 2 up, 2 * 1 down, none, 4 * 3 up
  expect(mfiOf([1, 3, 2, 2, 4], [9, 2, 1, 5, 3], 2)).toEqual([NaN, NaN, 75, 0, 100]);
});

it('reads 50 where the price did not move, or nothing was traded, whatever came before', () => {
  expect(mfiOf([1, 3, 2, 2, 2], [9, 1e16, 0.1, 5, 3], 2)[4]).toBe(50);
  expect(mfiOf([1, 3, 2, 4], [9, 1e16, 0, 0], 2)[3]).toBe(50);
});

it('takes typical prices that differ by rounding alone for the same', () => {
  const [high, low, close] = [
    Float64Array.of(29.86, 29.89),
    Float64Array.of(29.82, 29.82),
    Float64Array.of(29.86, 29.83),
  ];
  expect([...mfi(high, low, close, Float64Array.of(1, 1), 1)]).toEqual([NaN, 50]); // a third of 89.54, twice
});

it('is as right where little money flows', () => {
  expect(mfiOf([1, 3, 2], [1e-9, 2e-9, 1e-9], 2)[2]).toBeCloseTo(75, 10);
});
