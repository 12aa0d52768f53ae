import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ao } from './ao.ts';

const invalid = [
  [0, 34],
  [5, 1.5],
  [5, 5],
  [34, 5],
];

describeIndicator(ao, { params: [5, 34], lookback: 33, invalid }, { describe, it });
describeIndicator(ao, { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('is the difference of two means of the middle', () => {
  // middles 1, 3, 7, 9
  expect([...ao(Float64Array.of(2, 4, 8, 10), Float64Array.of(0, 2, 6, 8), 2, 4)]).toEqual([NaN, NaN, NaN, 8 - 5]);
});

it('wants the fast period first', () => {
  expect(() => ao(new Float64Array(3), new Float64Array(3), 34, 5)).toThrow('ao: fast is 34, slow is 5');
});
