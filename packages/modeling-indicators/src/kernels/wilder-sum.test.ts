import { expect, it } from 'vitest';
import { WilderSum } from './wilder-sum.ts';

it.each([
  ['adds up the seed of one less than the period, then decays', 3, [4, 5, 3, NaN, 1, 2], [NaN, 9, 9, NaN, NaN, 3]],
  ['decays from the second amount on where the period is 2', 2, [4, 6, 1], [4, 8, 5]],
  ['is the amount itself where the period is 1', 1, [1e17, 6, NaN, 1], [1e17, 6, NaN, 1]],
])('%s', (_, period, amounts, sums) => {
  const sum = new WilderSum(period);
  expect(amounts.map((amount) => sum.update(amount))).toEqual(sums);
});
