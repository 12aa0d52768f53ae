import { expect, it } from 'vitest';
import { ewmDeviation } from './ewm-deviation.ts';

it('weighs the past less when rows were missing', () => {
  const [, , gap] = ewmDeviation({ span: 3 }).apply(Float64Array.of(0, NaN, 6));
  expect(gap).toBeCloseTo(6 - 6 * (0.5 / 0.75), 12);
});

it('is divided by the weighted deviation where asked for, and NaN without one', () => {
  expect([...ewmDeviation({ span: 3, standardize: true }).apply(Float64Array.of(4, 4, 8))]).toEqual([NaN, NaN, 1]);
});

it('refuses a span that weighs nothing', () => {
  expect(() => ewmDeviation({ span: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_WINDOW' }));
});
