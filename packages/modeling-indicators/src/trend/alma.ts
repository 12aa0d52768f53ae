import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

/** A bell over the window, the oldest value first; its sum is 1. */
function gaussianWeights(period: number, offset: number, sigma: number): Float64Array {
  const weights = new Float64Array(period);
  let sum = 0;
  for (let i = 0; i < period; i++) {
    const distance = (i - offset * (period - 1)) * (sigma / period); // in standard deviations
    sum += weights[i] = Math.exp((distance * distance) / -2);
  }
  return weights.map((weight) => weight / sum);
}

class GaussianMean implements Kernel {
  readonly #weights: Float64Array;
  readonly ring: Float64Array; // the window: behind the newest value stands the oldest
  at = 0;
  seen = 0; // known values in a row, up to the period

  constructor(period: number, offset: number, sigma: number) {
    this.#weights = gaussianWeights(period, offset, sigma);
    this.ring = new Float64Array(period);
  }

  update(value: number): number {
    const { ring, at } = this;
    const period = ring.length;
    if (isUnknown(value)) {
      this.seen = 0;
      return NaN;
    }
    ring[at] = value;
    this.at = at + 1 === period ? 0 : at + 1;
    if (this.seen < period) this.seen++;
    if (this.seen < period) return NaN;
    const weights = this.#weights;
    let mean = 0;
    let age = 0;
    for (let i = this.at; i < period; i++) mean += ring[i] * weights[age++];
    for (let i = 0; i < this.at; i++) mean += ring[i] * weights[age++];
    return mean;
  }
}

function almaBatch(values: Float64Array, period: number, offset: number, sigma: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new GaussianMean(period, offset, sigma);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Arnaud Legoux Moving Average: the mean of the last `period` values under a bell that stands near the newest of them.
 *
 * The weight of the value at place i, 0 for the oldest, is exp(-(i - m)² / (2 s²)) with m = offset * (period - 1) and
 * s = period / sigma. Each value costs `period` steps, because no shorter way keeps a bell.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1 (Legoux used 9)
 * @param offset where the bell stands, 0 on the oldest value, 1 on the newest (Legoux used 0.85)
 * @param sigma how narrow the bell is, 0..100: 0 weighs all values alike (Legoux used 6)
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64
 * @see Legoux and Kouzis-Loukas, ALMA (2009). Golden: the formula.
 * @example alma(Float64Array.of(1, 2, 6, 8), 2, 0.5, 6) // => [NaN, 1.5, 4, 7]
 */
export const alma: Indicator<[period: number, offset: number, sigma: number]> = /* @__PURE__ */ defineIndicator({
  name: 'alma',
  inputs: ['value'],
  check(name, period, offset, sigma) {
    assertPeriod(name, period);
    assertNumber(name, offset, 'offset', 0, 1);
    assertNumber(name, sigma, 'sigma', 0, 100);
  },
  lookback: (period) => period - 1,
  batch: almaBatch,
  stream: (period, offset, sigma) => new GaussianMean(period, offset, sigma),
});
