import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { plusDm } from './plus-dm.ts';

describeIndicator(plusDm, { params: [14], lookback: 13, flat: () => 0 }, { describe, it });
describeIndicator(plusDm, { params: [2], lookback: 1, flat: () => 0 }, { describe, it });
describeIndicator(plusDm, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);

it('adds up one move less than the period, then gives up a share of the sum for each new one', () => {
  expect([...plusDm(high, low, 3)]).toEqual([NaN, NaN, 3, 2, 2 - 2 / 3 + 3]); // moves 2, 1, 0, 3
});

it('is the move itself where the period is 1', () => {
  expect([...plusDm(high, low, 1)]).toEqual([NaN, 2, 1, 0, 3]);
});

it('counts neither side where a bar reaches as far above the last one as below it', () => {
  expect([...plusDm(Float64Array.of(5, 7), Float64Array.of(4, 2), 1)]).toEqual([NaN, 0]);
});
