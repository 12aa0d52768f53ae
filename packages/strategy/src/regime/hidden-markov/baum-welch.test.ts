import { normalRandom, seededRandom } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { baumWelch } from './baum-welch.ts';
import { emissions, type GaussianModel } from './gaussian-model.ts';

const limits = { iterations: 200, tolerance: 1e-9, leastVariance: 1e-8 };
const start = (variances: number[], means: number[] = variances.map(() => 0)): GaussianModel => ({
  initial: Float64Array.from(variances, () => 1 / variances.length),
  transition: Float64Array.from({ length: variances.length ** 2 }, (_, at) =>
    at % (variances.length + 1) === 0 ? 0.9 : 0.1 / (variances.length - 1),
  ),
  mean: Float64Array.from(means),
  variance: Float64Array.from(variances),
});

/** Calm (deviation 1, mean 0.5) and wild (deviation 4, mean -1), which last 50 bars on average. */
function simulated(n: number): Float64Array {
  const random = seededRandom(5);
  const normal = normalRandom(random);
  let wild = false;
  return Float64Array.from({ length: n }, () => {
    if (random() < 0.02) wild = !wild;
    return wild ? -1 + 4 * normal() : 0.5 + normal();
  });
}

/** By all paths of states. */
function likelihoodByPaths(model: GaussianModel, values: Float64Array): number {
  const states = model.mean.length;
  let total = 0;
  for (let path = 0; path < states ** values.length; path++) {
    let [probability, rest, before] = [1, path, -1];
    for (const value of values) {
      const k = rest % states;
      rest = Math.floor(rest / states);
      const out = new Float64Array(states);
      const scale = Math.exp(emissions(model, value, out));
      probability *= (before < 0 ? model.initial[k] : model.transition[before * states + k]) * out[k] * scale;
      before = k;
    }
    total += probability;
  }
  return Math.log(total);
}

it('knows the likelihood that the sum over all paths of states gives', () => {
  const values = Float64Array.of(0.3, -2, 5, 0.1, 0.2, -0.4);
  const model = start([1, 3], [0, 1]);
  expect(baumWelch(values, model, { ...limits, iterations: 0 }).logLikelihood).toBeCloseTo(
    likelihoodByPaths(model, values),
    10,
  );
});

it('finds the states that made the observations', () => {
  const { model } = baumWelch(simulated(10_000), start([0.5, 20]), limits);
  expect(Math.sqrt(model.variance[0])).toBeCloseTo(1, 1);
  expect(Math.sqrt(model.variance[1])).toBeCloseTo(4, 0);
  expect(model.mean[0]).toBeCloseTo(0.5, 1);
  expect(model.mean[1]).toBeCloseTo(-1, 0);
  expect(model.transition[0]).toBeCloseTo(0.98, 2);
  expect(model.transition[3]).toBeCloseTo(0.98, 2);
});

it('goes uphill with every step', () => {
  const values = simulated(500);
  const likelihoods = [0, 1, 2, 5, 10, 30].map(
    (iterations) => baumWelch(values, start([0.5, 20]), { ...limits, iterations }).logLikelihood,
  );
  for (let k = 1; k < likelihoods.length; k++) expect(likelihoods[k]).toBeGreaterThan(likelihoods[k - 1]);
});

it('leaves its starting point alone, and rows that sum to 1', () => {
  const given = start([1, 2, 3]);
  const { model } = baumWelch(simulated(300), given, limits);
  expect(given).toEqual(start([1, 2, 3]));
  for (let k = 0; k < 3; k++)
    expect(model.transition.subarray(3 * k, 3 * k + 3).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  expect(model.initial.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
});

it('passes over what is not known, and keeps a state from fitting one value alone', () => {
  const values = simulated(300);
  values[10] = values[11] = NaN;
  values[200] = 1e4;
  const { model, logLikelihood } = baumWelch(values, start([1, 1e6]), { ...limits, leastVariance: 0.01 });
  expect(Number.isFinite(logLikelihood)).toBe(true);
  for (const variance of model.variance) expect(variance).toBeGreaterThanOrEqual(0.01);
});
