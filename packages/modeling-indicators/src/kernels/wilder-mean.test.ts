import { expect, it } from 'vitest';
import { wilderMean } from './wilder-mean.ts';

it('moves a period-th of the way to the new value', () => {
  expect(wilderMean(10, 14, 1 / 4)).toBe(11);
});

it.each([0.1, 1 / 3, 1e-300])('stays at %d where the value is the mean', (mean) => {
  expect(wilderMean(mean, mean, 1 / 14)).toBe(mean);
});
