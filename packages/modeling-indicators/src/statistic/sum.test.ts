import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { sum } from './sum.ts';

describeIndicator(sum, { params: [20], lookback: 19, flat: (price) => 20 * price }, { describe, it });
describeIndicator(sum, { params: [1], lookback: 0, flat: (price) => price }, { describe, it });

it('adds up the window', () => {
  expect([...sum(Float64Array.of(1, 2, 3, 4), 3)]).toEqual([NaN, NaN, 6, 9]);
});

it('forgets a huge value once a window has passed', () => {
  const sums = sum(Float64Array.of(1e17, 1, 2, 3, 4, 5, 6), 2);
  expect(sums.subarray(4)).toEqual(Float64Array.of(7, 9, 11));
});
