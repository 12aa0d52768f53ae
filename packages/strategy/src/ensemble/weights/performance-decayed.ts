import type { MemberWeights } from './member-weights.ts';

/**
 * The given weight times e^(sharpness * z), where z says how surely a member earned: the sum of its stance * return,
 * each stance the one held before the return, divided by the root of the sum of their squares. Both sums decay by half
 * in `halfLife` bars. Where nothing is known z is 0; a member without skill has a z near 0, seldom beyond 2 or -2.
 *
 * @see Freund and Schapire, A Decision-Theoretic Generalization of On-Line Learning (1997), for weights of this form
 */
export class PerformanceDecayed implements MemberWeights {
  readonly lookback = 0;
  readonly #given: readonly number[];
  readonly #sharpness: number;
  readonly #decay: number;
  readonly #earned: Float64Array;
  readonly #squares: Float64Array;

  constructor(given: readonly number[], halfLife: number, sharpness: number) {
    this.#given = given;
    this.#sharpness = sharpness;
    this.#decay = 2 ** (-1 / halfLife);
    this.#earned = new Float64Array(given.length);
    this.#squares = new Float64Array(given.length);
  }

  update(held: Float64Array, change: number): void {
    const decay = this.#decay;
    for (let k = 0; k < held.length; k++) {
      if (held[k] !== held[k]) continue;
      const profit = held[k] * change;
      this.#earned[k] = this.#earned[k] * decay + profit;
      this.#squares[k] = this.#squares[k] * decay * decay + profit * profit; // the variance of the decayed sum
    }
  }

  write(out: Float64Array): void {
    let best = -Infinity;
    for (let k = 0; k < out.length; k++) {
      const squares = this.#squares[k];
      out[k] = squares > 0 ? this.#earned[k] / Math.sqrt(squares) : 0;
      if (out[k] > best) best = out[k];
    }
    // Measured from the best member: no power overflows, and weights are relative anyway.
    for (let k = 0; k < out.length; k++) out[k] = this.#given[k] * Math.exp(this.#sharpness * (out[k] - best));
  }
}
