import { describe, expect, it } from 'vitest';
import { emissions, ForwardFilter, type GaussianModel } from './gaussian-model.ts';

const model: GaussianModel = {
  initial: Float64Array.of(0.5, 0.5),
  transition: Float64Array.of(0.9, 0.1, 0.2, 0.8),
  mean: Float64Array.of(0, 1),
  variance: Float64Array.of(1, 4),
};
const density = (value: number, mean: number, variance: number) =>
  Math.exp(-((value - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

describe('emissions', () => {
  it('are densities over the largest of them', () => {
    const out = new Float64Array(2);
    const scale = Math.exp(emissions(model, 0.7, out));
    expect(out[0] * scale).toBeCloseTo(density(0.7, 0, 1), 14);
    expect(out[1] * scale).toBeCloseTo(density(0.7, 1, 4), 14);
  });

  it('do not vanish for all states, however far the value', () => {
    const out = new Float64Array(2);
    emissions(model, 1e6, out);
    expect([...out]).toEqual([0, 1]);
  });

  it('tell nothing where the value is not known', () => {
    const out = new Float64Array(3);
    expect([emissions(model, NaN, out, 1), ...out]).toEqual([0, 0, 1, 1]);
  });
});

describe('the forward filter', () => {
  it('is Bayes: prior by the transitions, times density, over the sum', () => {
    const filter = new ForwardFilter(model);
    filter.update(0.5);
    let [a, b] = [0.5 * density(0.5, 0, 1), 0.5 * density(0.5, 1, 4)];
    expect(filter.probability[0]).toBeCloseTo(a / (a + b), 14);
    [a, b] = [a / (a + b), b / (a + b)];
    filter.update(-2);
    [a, b] = [(0.9 * a + 0.2 * b) * density(-2, 0, 1), (0.1 * a + 0.8 * b) * density(-2, 1, 4)];
    expect(filter.probability[0]).toBeCloseTo(a / (a + b), 14);
  });

  it('drifts to where the transitions lead while nothing is known', () => {
    const filter = new ForwardFilter(model);
    for (let i = 0; i < 200; i++) filter.update(NaN);
    expect(filter.probability[0]).toBeCloseTo(2 / 3, 12);
  });
});
