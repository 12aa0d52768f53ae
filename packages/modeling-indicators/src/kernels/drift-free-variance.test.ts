import { expect, it } from 'vitest';
import { driftFreeVariance } from './drift-free-variance.ts';

it('is 0 on a bar that only drifts, upwards or downwards', () => {
  expect([driftFreeVariance(4, 8, 4, 8), driftFreeVariance(8, 8, 4, 4)]).toEqual([0, 0]);
});

it('counts what a bar took back', () => {
  expect(driftFreeVariance(4, 8, 2, 4)).toBeCloseTo(2 * Math.LN2 ** 2, 15);
});

it.each([0, 1, 2, 3])('is not known where price %d is not positive', (i) => {
  const bar = [4, 8, 2, 4].with(i, -1) as [number, number, number, number];
  expect(driftFreeVariance(...bar)).toBeNaN();
});
