import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fittedSlope, LinearFit } from './linear-fit.ts';

const value = fc.oneof(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.constantFrom(1, 2));
const gappy = fc.array(fc.oneof({ weight: 15, arbitrary: value }, { weight: 1, arbitrary: fc.constant(NaN) }), {
  maxLength: 80,
});

/** By the textbook: what the deviations have in common with the time, over the spread of the time. */
function plainSlope(window: readonly number[]): number {
  const middle = (window.length - 1) / 2;
  const mean = window.reduce((sum, other) => sum + other / window.length, 0);
  const spread = window.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return window.reduce((sum, other, i) => sum + (i - middle) * (other - mean), 0) / (spread || 1);
}

it('has the slope of the window, and none where the window is not known', () => {
  fc.assert(
    fc.property(gappy, fc.integer({ min: 1, max: 12 }), (values, period) => {
      const fit = new LinearFit(period);
      values.forEach((value, row) => {
        const slope = fit.update(value);
        const window = values.slice(Math.max(0, row - period + 1), row + 1);
        const isKnown = window.length === period && window.every((other) => !Number.isNaN(other));
        expect(isKnown ? Math.abs(slope - plainSlope(window)) < 1e-8 : Number.isNaN(slope)).toBe(true);
      });
    }),
  );
});

it('lies on the values where they lie on a line', () => {
  const fit = new LinearFit(3);
  for (const value of [9, 1, 3, 5]) fit.update(value);
  expect([-1, 0, 1, 2].map((right) => fit.height(right))).toEqual([1, 3, 5, 7]);
});

it('is exactly level where the window is flat, whatever came before', () => {
  const fit = new LinearFit(5);
  const slopes = [3.7, 1e6, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1].map((value) => fit.update(value));
  expect([slopes.slice(6), fit.height(3)]).toEqual([[0, 0], 0.1]);
});

it('does not cancel where prices are high and moves small', () => {
  const fit = new LinearFit(4);
  const slopes = Array.from({ length: 200 }, (_, row) => fit.update(1e8 + row / 1024));
  expect(slopes.at(-1)).toBeCloseTo(1 / 1024, 14);
});

it('streams the same bits as the column of slopes, across gaps, equal and infinite values', () => {
  const any = fc.oneof(
    { weight: 9, arbitrary: value },
    { weight: 9, arbitrary: fc.constantFrom(1, 1e6) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (list, period) => {
      const fit = new LinearFit(period);
      const answers = list.map((value) => fit.update(value));
      expect([...fittedSlope(Float64Array.from(list), period)]).toEqual(answers);
    }),
    { numRuns: 500 },
  );
});
