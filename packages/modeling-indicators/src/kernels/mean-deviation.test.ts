import { expect, it } from 'vitest';
import { MeanDeviation } from './mean-deviation.ts';

it('is the mean distance from the mean of the window', () => {
  const deviation = new MeanDeviation(4);
  expect([1, 2, 3, 6, 5, 10].map((value) => deviation.update(value))).toEqual([NaN, NaN, NaN, 1.5, 1.5, 2]);
  expect(deviation.mean()).toBe(6);
});

it('is exactly 0 where the window is flat, whatever came before', () => {
  const deviation = new MeanDeviation(3);
  expect([0.7, 1e6, 0.1, 0.1, 0.1].map((value) => deviation.update(value)).at(-1)).toBe(0);
});
