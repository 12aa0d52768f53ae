import { stdDev, type IndicatorStream } from '@tidemark/modeling-indicators';
import type { MemberWeights } from './member-weights.ts';

/**
 * The given weight divided by the volatility of what the member earned: the standard deviation of stance * return over
 * the last `lookback` bars, each stance the one that was held before the return. Members that swing less count more.
 *
 * A member that stood aside earned nothing and swung nothing: its volatility counts as `floor` times that of the market
 * at least. Where the market did not move either, the given weights hold.
 */
export class InverseVolatility implements MemberWeights {
  readonly lookback: number;
  readonly #given: readonly number[];
  readonly #floor: number;
  readonly #streams: readonly IndicatorStream[];
  readonly #market: IndicatorStream;
  readonly #volatility: Float64Array;
  #marketVolatility = NaN;

  constructor(given: readonly number[], lookback: number, floor: number) {
    this.#given = given;
    this.lookback = lookback;
    this.#floor = floor;
    this.#streams = given.map(() => stdDev.stream(lookback, 1));
    this.#market = stdDev.stream(lookback, 1);
    this.#volatility = new Float64Array(given.length).fill(NaN);
  }

  update(held: Float64Array, change: number): void {
    this.#marketVolatility = this.#market.update(change);
    for (let k = 0; k < held.length; k++) {
      if (held[k] === held[k]) this.#volatility[k] = this.#streams[k].update(held[k] * change);
    }
  }

  write(out: Float64Array): void {
    const least = this.#floor * this.#marketVolatility;
    for (let k = 0; k < out.length; k++) {
      const volatility = Math.max(this.#volatility[k], least); // NaN where either is not known
      out[k] = volatility === 0 ? this.#given[k] : this.#given[k] / volatility;
    }
  }
}
