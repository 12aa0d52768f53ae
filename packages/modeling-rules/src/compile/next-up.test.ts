import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextUp } from './next-up.ts';

it.each([
  [0, Number.MIN_VALUE],
  [-0, Number.MIN_VALUE],
  [1, 1 + Number.EPSILON],
  [-Number.MIN_VALUE, -0],
  [Number.MAX_VALUE, Infinity],
])('after %d comes %d', (value, next) => {
  expect(nextUp(value)).toBe(next);
});

it('turns "at most" into "below", whatever the numbers are', () => {
  fc.assert(
    fc.property(fc.double(), fc.double({ noNaN: true, noDefaultInfinity: true }), (x, limit) => {
      expect(x < nextUp(limit)).toBe(x <= limit);
      expect(limit < nextUp(limit)).toBe(true);
    }),
  );
});
