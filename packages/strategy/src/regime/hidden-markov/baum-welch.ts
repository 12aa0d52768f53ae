import { emissions, type GaussianModel } from './gaussian-model.ts';

/** When to stop improving. */
export interface FitLimits {
  readonly iterations: number;
  /** Least gain of the mean log-likelihood per observation. */
  readonly tolerance: number;
  /** Least variance of a state: one that fits a single value would be infinitely sure of it. */
  readonly leastVariance: number;
}

/** A model, and the log-likelihood of the observations under it. */
export interface FittedModel {
  readonly model: GaussianModel;
  readonly logLikelihood: number;
}

const TINY = 1e-12;
/** No state is out of reach: one unlikely observation must not leave all of them with a probability of 0. */
const LEAST_PROBABILITY = 1e-9;

/**
 * Fits a model to observations, from a starting point uphill: expectation-maximisation with scaled probabilities.
 *
 * @param values observations, shape [n], n >= 2; NaN where not known
 * @param start is not changed
 * @returns the local optimum that the starting point leads to
 * @see Baum, Petrie, Soules and Weiss (1970); Rabiner, A Tutorial on Hidden Markov Models (1989), for the scaling
 */
export function baumWelch(values: Float64Array, start: GaussianModel, limits: FitLimits): FittedModel {
  const model = copyOf(start);
  const n = values.length;
  const states = model.mean.length;
  const density = new Float64Array(n * states);
  const forward = new Float64Array(n * states);
  const state = new Float64Array(n * states); // backward, then the probability of each state at each observation
  const moves = new Float64Array(states * states);
  let before = -Infinity;
  for (let iteration = 0; ; iteration++) {
    const logLikelihood = forwardPass(model, values, density, forward);
    if (iteration >= limits.iterations || logLikelihood - before < limits.tolerance * n)
      return { model, logLikelihood };
    before = logLikelihood;
    backwardPass(model, n, density, forward, state, moves);
    maximise(model, values, state, moves, limits.leastVariance);
  }
}

/** Fills densities and filtered probabilities. @returns the log-likelihood */
function forwardPass(model: GaussianModel, values: Float64Array, density: Float64Array, forward: Float64Array): number {
  const { initial, transition } = model;
  const states = initial.length;
  let logLikelihood = 0;
  for (let t = 0; t < values.length; t++) {
    const at = t * states;
    logLikelihood += emissions(model, values[t], density, at);
    let total = 0;
    for (let k = 0; k < states; k++) {
      let prior = t === 0 ? initial[k] : 0;
      if (t > 0) for (let j = 0; j < states; j++) prior += forward[at - states + j] * transition[j * states + k];
      total += forward[at + k] = prior * density[at + k];
    }
    for (let k = 0; k < states; k++) forward[at + k] /= total;
    logLikelihood += Math.log(total);
  }
  return logLikelihood;
}

/** From the last observation back: the probability of each state given ALL of them, and the expected moves. */
function backwardPass(
  { transition }: GaussianModel,
  n: number,
  density: Float64Array,
  forward: Float64Array,
  state: Float64Array,
  moves: Float64Array,
): void {
  const states = moves.length ** 0.5;
  const backward = new Float64Array(states).fill(1);
  const ahead = new Float64Array(states);
  moves.fill(0);
  for (let t = n - 1; t >= 0; t--) {
    const at = t * states;
    let total = 0;
    for (let k = 0; k < states; k++) total += state[at + k] = forward[at + k] * backward[k];
    for (let k = 0; k < states; k++) state[at + k] /= total;
    if (t === 0) break;
    for (let k = 0; k < states; k++) ahead[k] = density[at + k] * backward[k];
    let scale = 0;
    for (let j = 0; j < states; j++) {
      let sum = 0;
      for (let k = 0; k < states; k++) sum += transition[j * states + k] * ahead[k];
      backward[j] = sum;
      scale += sum * forward[at - states + j];
    }
    for (let j = 0; j < states; j++) {
      const from = forward[at - states + j] / scale;
      for (let k = 0; k < states; k++) moves[j * states + k] += from * transition[j * states + k] * ahead[k];
      backward[j] /= scale;
    }
  }
}

/** The parameters that fit best what is known of the states. */
function maximise(
  { initial, transition, mean, variance }: GaussianModel,
  values: Float64Array,
  state: Float64Array,
  moves: Float64Array,
  leastVariance: number,
): void {
  const states = mean.length;
  for (let k = 0; k < states; k++) {
    initial[k] = state[k];
    let left = 0;
    for (let j = 0; j < states; j++) left += moves[k * states + j];
    if (left > TINY) {
      for (let j = 0; j < states; j++) transition[k * states + j] = moves[k * states + j] / left;
      keepInReach(transition.subarray(k * states, (k + 1) * states));
    }
    let weight = 0;
    let sum = 0;
    for (let t = 0; t < values.length; t++) {
      if (values[t] !== values[t]) continue;
      weight += state[t * states + k];
      sum += state[t * states + k] * values[t];
    }
    if (!(weight > TINY)) continue; // nobody was ever there: it stays as it was
    const centre = (mean[k] = sum / weight);
    let squares = 0;
    for (let t = 0; t < values.length; t++) {
      const distance = values[t] - centre;
      if (distance === distance) squares += state[t * states + k] * distance * distance;
    }
    variance[k] = Math.max(leastVariance, squares / weight);
  }
  keepInReach(initial);
}

/** Raises probabilities to the least one; they sum to 1 again. */
function keepInReach(probability: Float64Array): void {
  let total = 0;
  for (let k = 0; k < probability.length; k++) total += probability[k] = Math.max(LEAST_PROBABILITY, probability[k]);
  for (let k = 0; k < probability.length; k++) probability[k] /= total;
}

function copyOf({ initial, transition, mean, variance }: GaussianModel): GaussianModel {
  return { initial: initial.slice(), transition: transition.slice(), mean: mean.slice(), variance: variance.slice() };
}
