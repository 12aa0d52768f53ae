import { describe, expect, it } from 'vitest';
import { describeIndicator } from '../testing/index.ts';
import { ppo } from './ppo.ts';

const invalid = [
  [0, 26],
  [12, 1.5],
  [12, 12],
  [26, 12],
];

describeIndicator(ppo, { params: [12, 26], lookback: 25, flat: () => 0, invalid }, { describe, it });
describeIndicator(ppo, { params: [1, 2], lookback: 1, flat: () => 0, invalid }, { describe, it });

it('is in percent of the slow line', () => {
  // fast: 2, then 2 + (5 - 2) * 2 / 3 = 4 and 4 + (13 - 4) * 2 / 3 = 10; slow: 3 and 3 + (13 - 3) / 2 = 8
  const [first, second] = ppo(Float64Array.of(1, 3, 5, 13), 2, 3).slice(2);
  expect(first).toBeCloseTo(100 / 3, 12);
  expect(second).toBe(25);
});

it('reads 0 where the slow line is 0', () => {
  expect([...ppo(Float64Array.of(-1, 1, 2), 1, 2)].slice(0, 2)).toEqual([NaN, 0]);
});
