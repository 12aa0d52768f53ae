import { expect, it } from 'vitest';
import { Lag } from './lag.ts';

it.each([
  [0, [1, 2, 3, NaN, 5]],
  [1, [NaN, 1, 2, NaN, NaN]],
  [2, [NaN, NaN, 1, NaN, NaN]],
])('answers the value of %d bars ago', (period, answers) => {
  const lag = new Lag(period);
  expect([1, 2, 3, NaN, 5].map((value) => lag.update(value))).toEqual(answers);
});
