import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { minusDi } from './minus-di.ts';

describeIndicator(minusDi, { params: [14], lookback: 14, flat: () => 0 }, { describe, it });
describeIndicator(minusDi, { params: [2], lookback: 2, flat: () => 0 }, { describe, it });
describeIndicator(minusDi, { params: [1], lookback: 1, flat: () => 0 }, { describe, it });

const high = Float64Array.of(10, 12, 13, 11, 14);
const low = Float64Array.of(8, 9, 11, 7, 9);
const close = Float64Array.of(9, 11, 12, 8, 13);

it('is the downward movement as a percentage of the true range', () => {
  // moves 0, 0, 4, 0 and true ranges 3, 2, 5, 6: with a period of 2, sums of 0, 0, 4, 2 and 3, 3.5, 6.75, 9.375
  const expected = [0, 400 / 6.75, 200 / 9.375];
  minusDi(high, low, close, 2)
    .slice(2)
    .forEach((value, row) => expect(value).toBeCloseTo(expected[row], 12));
});

it('is not smoothed where the period is 1', () => {
  expect([...minusDi(high, low, close, 1)]).toEqual([NaN, 0, 0, 80, 0]);
});
