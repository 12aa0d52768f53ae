import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { closeToClose } from './close-to-close.ts';

const invalid = [[1], [0], [2.5], [NaN], [Infinity]];
describeIndicator(closeToClose, { params: [20], lookback: 20, flat: () => 0, invalid }, { describe, it });
describeIndicator(closeToClose, { params: [2], lookback: 2, flat: () => 0, invalid }, { describe, it });

it('is the sample deviation of logarithmic returns', () => {
  const { E } = Math; // returns 1, 0, -1
  expect([...closeToClose(Float64Array.of(1, E, E, 1), 3)]).toEqual([NaN, NaN, NaN, 1]);
});

it('is exactly 0 where nothing moves, whatever came before', () => {
  expect(closeToClose(Float64Array.of(1, 900, 7, 7, 7, 7), 3)[5]).toBe(0);
});

it('starts anew behind a price that is not positive', () => {
  const prices = Float64Array.of(1, -1, -1, 2, 2, 2);
  expect([...closeToClose(prices, 2)]).toEqual([NaN, NaN, NaN, NaN, NaN, 0]);
});
