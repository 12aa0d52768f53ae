import { expect, it } from 'vitest';
import { isUnknown } from './unknown.ts';

it.each([NaN, Infinity, -Infinity])('takes %d as unknown', (value) => {
  expect(isUnknown(value)).toBe(true);
});

it.each([0, -0, 1, -1e308, 5e-324])('takes %d as known', (value) => {
  expect(isUnknown(value)).toBe(false);
});
