import { expect, it } from 'vitest';
import { logRatio } from './log-ratio.ts';
import { isUnknown } from './unknown.ts';

it('turns ratios into sums', () => {
  expect([logRatio(8, 8), logRatio(8, 4) + logRatio(4, 8), logRatio(Math.E, 1)]).toEqual([0, 0, 1]);
});

it.each([
  [0, 1],
  [1, 0],
  [-1, -2], // their ratio is positive, they are not
  [NaN, 1],
  [1, NaN],
  [Infinity, 1],
  [1, Infinity],
])('is not known for %d / %d', (a, b) => {
  expect(isUnknown(logRatio(a, b))).toBe(true);
});
