import { expect, it } from 'vitest';
import {
  alpha,
  battingAverage,
  beta,
  correlation,
  downCapture,
  informationRatio,
  trackingError,
  upCapture,
} from './benchmark.ts';

const benchmark = Float64Array.of(0.02, -0.01, 0.03, -0.02);
const doubled = benchmark.map((value) => 2 * value + 0.001);
const options = { benchmark, periodsPerYear: 252 };

it('twice the benchmark plus a tenth of a percent has beta 2 and that alpha', () => {
  expect(beta(doubled, options).value).toBeCloseTo(2, 13);
  expect(alpha(doubled, options).value).toBeCloseTo(0.252, 13);
  expect(correlation(doubled, options).value).toBeCloseTo(1, 13);
});

it('the benchmark against itself captures all, and has no active risk', () => {
  expect(upCapture(benchmark, options).value).toBe(1);
  expect(downCapture(benchmark, options).value).toBe(1);
  expect(trackingError(benchmark, options).value).toBe(0);
  expect(informationRatio(benchmark, options).reason).toBe('zero_variance');
  expect(battingAverage(benchmark, options).value).toBe(0);
});

it('asks for a benchmark', () => {
  expect(beta(doubled)).toEqual({ value: null, reason: 'no_benchmark' });
});

it('a benchmark that only rises has no down capture', () => {
  expect(downCapture(doubled, { ...options, benchmark: Float64Array.of(0.1, 0.1, 0.1, 0.2) }).reason).toBe('no_losses');
});
