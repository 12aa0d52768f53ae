import { expect, it } from 'vitest';
import { difference, logReturns, simpleReturns } from './changes.ts';

const x = Float64Array.of(1, 2, NaN, 4, 0, 8, -8);

it('takes logarithms of positive prices only', () => {
  expect([...logReturns.apply(x)]).toEqual([NaN, Math.log(2), NaN, NaN, NaN, NaN, NaN]);
});

it('has no return after a price of 0, never Infinity', () => {
  expect([...simpleReturns.apply(x)]).toEqual([NaN, 1, NaN, NaN, -1, NaN, -2]);
});

it('subtracts', () => {
  expect([...difference.apply(x)]).toEqual([NaN, 1, NaN, NaN, -4, 8, -16]);
});
