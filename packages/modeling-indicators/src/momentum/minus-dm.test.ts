import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { minusDm } from './minus-dm.ts';

describeIndicator(minusDm, { params: [14], lookback: 13, flat: () => 0 }, { describe, it });
describeIndicator(minusDm, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(minusDm, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);

it('adds up one move less than the period, then gives up a share of the sum for each new one', () => {
  expect([...minusDm(high, low, 3)]).toEqual([NaN, NaN, 0, 4, 4 - 4 / 3]); // moves 0, 0, 4, 0
});

it('is the move itself where the period is 1', () => {
  expect([...minusDm(high, low, 1)]).toEqual([NaN, 0, 0, 4, 0]);
});

it('counts the larger side alone where a bar reaches beyond the last one on both', () => {
  expect([...minusDm(Float64Array.of(5, 7), Float64Array.of(4, 1), 1)]).toEqual([NaN, 3]);
});
