import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantileOfSorted } from './quantile.ts';

const columns = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 33 })
  .map((values) => Float64Array.from(values).sort());
const probabilities = fc.integer({ min: 0, max: 1024 }).map((value) => value / 1024); // exact in a float64

it('interpolates between the two neighbours: 1, 2, 4, 8, 16 has its 30 % at 2 + 0.2 * 2', () => {
  const column = Float64Array.of(1, 2, 4, 8, 16);
  expect(quantileOfSorted(column, 0.3)).toBeCloseTo(2.4, 14);
  expect(quantileOfSorted(column, 0.05)).toBeCloseTo(1.2, 14);
  expect(quantileOfSorted(column, 0.95)).toBeCloseTo(14.4, 14);
});

it('has the lowest value at 0, the highest at 1, and the median at a half', () => {
  const column = Float64Array.of(-3, 1, 2, 10);
  expect([0, 0.5, 1].map((probability) => quantileOfSorted(column, probability))).toEqual([-3, 1.5, 10]);
});

it('is the only value of a column of one, at every probability', () => {
  expect([0, 0.3, 1].map((probability) => quantileOfSorted(Float64Array.of(7), probability))).toEqual([7, 7, 7]);
});

it('is NaN of an empty column, at every probability', () => {
  expect([0, 0.3, 1].map((probability) => quantileOfSorted(new Float64Array(), probability))).toEqual([NaN, NaN, NaN]);
});

it('agrees with the sum of all values, each weighted by a tent of width one about its place', () => {
  fc.assert(
    fc.property(columns, probabilities, (column, probability) => {
      const place = probability * (column.length - 1);
      const weighted = column.reduce((sum, value, i) => sum + value * Math.max(0, 1 - Math.abs(i - place)), 0);
      expect(quantileOfSorted(column, probability)).toBeCloseTo(weighted, 9);
    }),
  );
});

it('never falls while the probability rises', () => {
  fc.assert(
    fc.property(columns, probabilities, probabilities, (column, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(quantileOfSorted(column, low)).toBeLessThanOrEqual(quantileOfSorted(column, high));
    }),
  );
});
