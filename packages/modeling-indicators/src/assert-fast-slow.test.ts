import { expect, it } from 'vitest';
import { assertFastSlow } from './assert-fast-slow.ts';

it('takes a short and a long period', () => {
  expect(() => assertFastSlow('apo', 1, 2)).not.toThrow();
});

it.each([
  [2, 2],
  [26, 12],
])('refuses %d and %d, because the fast one comes first', (fast, slow) => {
  expect(() => assertFastSlow('apo', fast, slow)).toThrow(`apo: fast is ${fast}, slow is ${slow} (give fast < slow)`);
});

it.each([
  [0, 2, 'fast is number 0'],
  [1, 2.5, 'slow is number 2.5'],
])('says which of %d and %d is no period', (fast, slow, message) => {
  expect(() => assertFastSlow('apo', fast, slow)).toThrow(message);
});
