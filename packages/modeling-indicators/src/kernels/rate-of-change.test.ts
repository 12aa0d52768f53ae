import { expect, it } from 'vitest';
import { RateOfChange } from './rate-of-change.ts';

it('is the change in percent, 0 where there is nothing to divide by', () => {
  const rate = new RateOfChange(1);
  expect([4, 5, 0, 3, 3].map((value) => rate.update(value))).toEqual([NaN, 25, -100, 0, 0]);
});
