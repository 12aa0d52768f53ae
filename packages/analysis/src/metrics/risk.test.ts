import { expect, it } from 'vitest';
import { cvarHistorical95, downsideDeviation, varGaussian95, varHistorical95, volatility } from './risk.ts';

const hundred = Float64Array.from({ length: 101 }, (_, i) => (i - 50) / 1000);

it('volatility is the sample deviation, scaled by the root of the periods', () => {
  expect(volatility(Float64Array.of(0.02, -0.02), { periodsPerYear: 9 }).value).toBeCloseTo(Math.sqrt(0.0008) * 3, 15);
});

it('downside deviation divides by every return', () => {
  expect(downsideDeviation(Float64Array.of(0.1, -0.1, 0, 0), { periodsPerYear: 1 }).value).toBeCloseTo(0.05, 15);
});

it('value at risk is a signed return: the fifth of a hundred steps', () => {
  expect(varHistorical95(hundred).value).toBeCloseTo(-0.045, 15);
});

it('expected shortfall is the mean of the six worst of 101', () => {
  expect(cvarHistorical95(hundred).value).toBeCloseTo(-0.0475, 15);
});

it('Gaussian value at risk lies 1.645 deviations below the mean', () => {
  expect(varGaussian95(Float64Array.of(0.01, -0.01)).value).toBeCloseTo(-1.6448536269514726 * Math.sqrt(0.0002), 14);
});
