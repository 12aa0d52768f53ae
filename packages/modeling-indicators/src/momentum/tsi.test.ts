import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { tsi } from './tsi.ts';

const invalid = [
  [0, 13],
  [25, 1.5],
  [25, NaN],
];

describeIndicator(tsi, { params: [25, 13], lookback: 37, flat: () => 0, invalid }, { describe, it });
describeIndicator(tsi, { params: [1, 1], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('weighs the changes against their size', () => {
  // changes 3, -1, 1: means of two 1, then 1 + (1 - 1) * 2 / 3; their sizes 2, then 2 + (1 - 2) * 2 / 3
  const [first, second] = tsi(Float64Array.of(1, 4, 3, 4), 2, 1).slice(2);
  expect(first).toBe(50);
  expect(second).toBeCloseTo(75, 12);
});

it('reads 100 where every change is up and -100 where every one is down', () => {
  const rising = Float64Array.from({ length: 40 }, (_, row) => 1.1 ** row);
  expect(new Set(tsi(rising, 5, 3).slice(7))).toEqual(new Set([100]));
  expect(new Set(tsi(rising.toReversed(), 5, 3).slice(7))).toEqual(new Set([-100]));
});

it('says which period is wrong', () => {
  expect(() => tsi(new Float64Array(3), 25, 0)).toThrow('tsi: second is number 0');
});
