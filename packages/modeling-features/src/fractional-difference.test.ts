import { describeIndicator } from '@tidemark/modeling-indicators/testing';
import { describe, expect, it } from 'vitest';
import { closeBars } from '../fixtures/walk-bars.ts';
import { fractionalDifference, fractionalWeights, windowDifference } from './fractional-difference.ts';

describeIndicator(
  windowDifference,
  {
    params: [0.4, 0.01],
    lookback: 10,
    invalid: [
      [-1, 0.01],
      [NaN, 0.01],
      [0.4, 0],
      [0.4, 2],
    ],
  },
  { describe, it },
);
describeIndicator(
  windowDifference,
  { params: [1, 0.01], lookback: 1, flat: () => 0, invalid: [[1, NaN]] },
  { describe, it },
);

it('has the binomial weights', () => {
  expect([...fractionalWeights(0.5, 4)]).toEqual([1, -0.5, -0.125, -0.0625]);
  expect([...fractionalWeights(2, 4)]).toEqual([1, -2, 1, 0]);
});

it('is the log close at order 0, its change at order 1', () => {
  const bars = closeBars(100, 110, 99);
  expect([...fractionalDifference(0).over(bars)]).toEqual([100, 110, 99].map(Math.log));
  expect(fractionalDifference(1).over(bars)[2]).toBeCloseTo(Math.log(0.9), 14);
});

it('refuses a window without end', () => {
  expect(() => windowDifference.lookback(0.01, 1e-12)).toThrow('give a greater tolerance');
});
