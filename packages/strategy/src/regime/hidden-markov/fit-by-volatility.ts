import { normalRandom, seededRandom } from '@tidemark/core-market';
import { baumWelch, type FitLimits, type FittedModel } from './baum-welch.ts';
import type { GaussianModel } from './gaussian-model.ts';

/** How hard to look for the best fit. */
export interface FitEffort {
  readonly starts: number;
  readonly iterations: number;
  readonly tolerance: number;
  readonly seed: number;
}

/** Of the variance of all observations: the least that a state may have. */
const LEAST_SHARE = 1e-4;

/**
 * The model that fits returns best, of several starting points, its states from the calmest to the wildest.
 *
 * The first starting point has the returns in equal groups by their distance from the mean; the others shake it. With
 * `previous` that is the only starting point.
 *
 * @param values returns, shape [n]; NaN where not known
 * @returns undefined where the returns do not vary
 */
export function fitByVolatility(
  values: Float64Array,
  states: number,
  effort: FitEffort,
  previous?: GaussianModel,
): GaussianModel | undefined {
  const known = values.filter((value) => value === value);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  if (!(variance > 1e-24)) return undefined;
  const limits: FitLimits = { ...effort, leastVariance: LEAST_SHARE * variance };
  const starts = previous === undefined ? startingPoints(known, mean, variance, states, effort) : [previous];
  let best: FittedModel | undefined;
  for (const start of starts) {
    const fitted = baumWelch(values, start, limits);
    if (best === undefined || fitted.logLikelihood > best.logLikelihood) best = fitted;
  }
  return best && byVariance(best.model);
}

function startingPoints(
  known: Float64Array,
  mean: number,
  variance: number,
  states: number,
  { starts, seed }: FitEffort,
): GaussianModel[] {
  const squares = known.map((value) => (value - mean) ** 2).sort();
  const groups = Array.from({ length: states }, (_, k) => {
    const group = squares.subarray(
      Math.floor((k * squares.length) / states),
      Math.floor(((k + 1) * squares.length) / states),
    );
    return Math.max(LEAST_SHARE * variance, group.reduce((sum, square) => sum + square, 0) / Math.max(1, group.length));
  });
  const random = seededRandom(seed);
  const normal = normalRandom(random);
  return Array.from({ length: starts }, (_, start) => {
    const shake = start === 0 ? 0 : 1;
    const stay = start === 0 ? 0.95 : 0.8 + 0.19 * random();
    return {
      initial: new Float64Array(states).fill(1 / states),
      transition: Float64Array.from({ length: states * states }, (_, at) =>
        at % (states + 1) === 0 ? stay : (1 - stay) / (states - 1),
      ),
      mean: Float64Array.from(groups, () => mean + shake * 0.1 * Math.sqrt(variance) * normal()),
      variance: Float64Array.from(groups, (group) => group * Math.exp(shake * 0.5 * normal())),
    };
  });
}

/** The same model with its states in order. */
function byVariance({ initial, transition, mean, variance }: GaussianModel): GaussianModel {
  const order = Array.from(variance.keys()).toSorted((a, b) => variance[a] - variance[b]);
  const states = order.length;
  const take = (column: Float64Array): Float64Array => Float64Array.from(order, (k) => column[k]);
  return {
    initial: take(initial),
    transition: Float64Array.from({ length: states * states }, (_, at) => {
      return transition[order[Math.floor(at / states)] * states + order[at % states]];
    }),
    mean: take(mean),
    variance: take(variance),
  };
}
