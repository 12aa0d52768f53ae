import { expect, it } from 'vitest';
import {
  autocorrelation,
  jarqueBera,
  kRatio,
  kurtosis,
  kurtosisSample,
  skewness,
  skewnessSample,
  stability,
  tailRatio,
} from './distribution.ts';
import { normalCdf } from './normal.ts';
import { quantileOfSorted } from './quantile.ts';

const column = Float64Array.of(0, 0, 0, 0.1);

it('skewness of three zeros and a one is 1.1547, of the sample 2', () => {
  expect(skewness(column).value).toBeCloseTo(2 / Math.sqrt(3), 12);
  expect(skewnessSample(column).value).toBeCloseTo(2, 12);
});

it('kurtosis of three zeros and a one is -2/3, of the sample 4', () => {
  expect(kurtosis(column).value).toBeCloseTo(-2 / 3, 12);
  expect(kurtosisSample(column).value).toBeCloseTo(4, 12);
  expect(jarqueBera(column).value).toBeCloseTo((4 / 6) * (4 / 3 + 1 / 9), 12);
});

it('a curve that alternates is negatively autocorrelated', () => {
  expect(autocorrelation(Float64Array.of(1, -0.5, 1, -0.5)).value).toBeCloseTo(-0.75, 15);
});

it('a straight line on a log scale is stable, and its K-ratio has no error to divide by', () => {
  const straight = new Float64Array(10).fill(0.01);
  expect(stability(straight).value).toBeCloseTo(1, 12);
  expect(kRatio(straight).reason).toBe('zero_variance');
});

it('the tail ratio has nothing to divide by where the left tail is zero', () => {
  expect(tailRatio(new Float64Array(5)).reason).toBe('no_losses');
});

it('quantiles interpolate between order statistics', () => {
  expect(quantileOfSorted(Float64Array.of(1, 2, 4), 0.75)).toBe(3);
});

it('the normal distribution function is right to the fourteenth digit, also in the tail', () => {
  expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 14);
  expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 12);
  expect(normalCdf(3.5) + normalCdf(-3.5)).toBe(1);
});
