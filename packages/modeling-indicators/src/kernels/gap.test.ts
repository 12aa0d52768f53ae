import { expect, it } from 'vitest';
import { gapOf } from './gap.ts';

it.each([0, -0, 5, -5e-324, 1e308])('leaves what is added to a known %d alone', (value) => {
  expect([3 + gapOf(value), -0 + gapOf(value)]).toEqual([3, 0]);
});

it.each([NaN, Infinity, -Infinity])('makes a gap of what is added to %d', (value) => {
  expect(3 + gapOf(value)).toBeNaN();
});
