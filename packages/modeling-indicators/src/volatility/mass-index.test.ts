import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { massIndex } from './mass-index.ts';

const invalid = [
  [0, 25],
  [9, 0],
  [9, 2.5],
  [NaN, 25],
];
describeIndicator(massIndex, { params: [9, 25], lookback: 40, flat: () => 25, invalid }, { describe, it });
describeIndicator(massIndex, { params: [4, 2], lookback: 7, flat: () => 2, invalid }, { describe, it });
describeIndicator(massIndex, { params: [1, 1], lookback: 0, flat: () => 1, invalid }, { describe, it });

it('sums the mean range over its own mean', () => {
  // ranges 1, 1, 1, 5; their means 1, 1, 11/3; the means of those 1, 25/9
  const index = massIndex(Float64Array.of(2, 3, 5, 9), Float64Array.of(1, 2, 4, 4), 2, 2);
  expect([...index].slice(0, 3)).toEqual([NaN, NaN, NaN]);
  expect(index[3]).toBeCloseTo(1 + 33 / 25 + 11 / 3 / (25 / 9) - 33 / 25, 14);
});

it('counts 1 for a bar where there were no ranges so far', () => {
  const flat = new Float64Array(6).fill(7);
  expect([...massIndex(flat, flat, 2, 3)].slice(4)).toEqual([3, 3]);
});
