/** A hidden Markov model whose states emit normal numbers. Shapes: [states], transition [states * states] by rows. */
export interface GaussianModel {
  /** Probability of each state at the first observation. */
  readonly initial: Float64Array;
  /** `transition[j * states + k]`: probability of state k after state j. */
  readonly transition: Float64Array;
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Densities of an observation in each state, divided by the largest of them, so that none vanishes for all.
 *
 * @param out shape [states] from `at` on
 * @returns the logarithm of the divisor; 0 where the observation is NaN: it tells nothing, and all densities are 1
 */
export function emissions({ mean, variance }: GaussianModel, value: number, out: Float64Array, at: number = 0): number {
  const states = mean.length;
  if (value !== value) {
    out.fill(1, at, at + states);
    return 0;
  }
  let largest = -Infinity;
  for (let k = 0; k < states; k++) {
    const distance = value - mean[k];
    const density = -0.5 * (Math.log(2 * Math.PI * variance[k]) + (distance * distance) / variance[k]);
    out[at + k] = density;
    if (density > largest) largest = density;
  }
  for (let k = 0; k < states; k++) out[at + k] = Math.exp(out[at + k] - largest);
  return largest;
}

/** The probabilities of the states given the observations so far: forward only, so nothing of the future is in them. */
export class ForwardFilter {
  /** Shape [states]; sums to 1 once an observation was taken. */
  readonly probability: Float64Array;
  readonly #model: GaussianModel;
  readonly #density: Float64Array;
  readonly #next: Float64Array;
  #started = false;

  constructor(model: GaussianModel) {
    const states = model.mean.length;
    this.#model = model;
    this.probability = Float64Array.from(model.initial);
    this.#density = new Float64Array(states);
    this.#next = new Float64Array(states);
  }

  /** @param value the next observation; NaN where it is not known */
  update(value: number): void {
    const { transition } = this.#model;
    const { probability } = this;
    const next = this.#next;
    const states = next.length;
    emissions(this.#model, value, this.#density);
    let total = 0;
    for (let k = 0; k < states; k++) {
      let prior = probability[k];
      if (this.#started) {
        prior = 0;
        for (let j = 0; j < states; j++) prior += probability[j] * transition[j * states + k];
      }
      total += next[k] = prior * this.#density[k];
    }
    for (let k = 0; k < states; k++) probability[k] = next[k] / total;
    this.#started = true;
  }
}
