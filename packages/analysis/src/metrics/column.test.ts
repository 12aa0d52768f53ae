import { expect, it } from 'vitest';
import { largestOf, meanSquareOf, smallestOf, sumOf } from './column.ts';

const column = Float64Array.of(3, -4, 1);

it('sums, squares and extremes are by hand', () => {
  expect([sumOf(column), meanSquareOf(column), largestOf(column), smallestOf(column)]).toEqual([0, 26 / 3, 3, -4]);
});

it('an empty column has a sum of zero and no extremes', () => {
  const empty = new Float64Array();
  expect([sumOf(empty), largestOf(empty), smallestOf(empty)]).toEqual([0, -Infinity, Infinity]);
});
