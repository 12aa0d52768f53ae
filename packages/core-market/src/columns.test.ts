import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { leadingNaNs, lowerBound, upperBound } from './columns.ts';

it('finds the first element that is not below, and the first that is above, a value', () => {
  const ascending = fc.array(fc.integer({ min: 0, max: 20 })).map((values) => values.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(ascending, fc.integer({ min: -1, max: 21 }), (values, value) => {
      const column = Float64Array.from(values);
      expect(lowerBound(column, value)).toBe(values.filter((element) => element < value).length);
      expect(upperBound(column, value)).toBe(values.filter((element) => element <= value).length);
    }),
  );
});

it('knows the ends: every element is above -Infinity and below Infinity', () => {
  const column = Float64Array.of(1, 2);
  expect([lowerBound(column, -Infinity), lowerBound(column, Infinity)]).toEqual([0, 2]);
  expect([upperBound(column, -Infinity), upperBound(column, Infinity)]).toEqual([0, 2]);
});

it.each([
  [[], 0],
  [[1, NaN], 0],
  [[NaN, NaN, 1, NaN], 2],
  [[NaN, NaN], 2],
])('counts the NaNs that lead %j', (values, count) => {
  expect(leadingNaNs(Float64Array.from(values))).toBe(count);
});
