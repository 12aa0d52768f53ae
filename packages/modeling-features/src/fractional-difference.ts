import { assertNumber, defineIndicator, type Indicator, type Kernel } from '@tidemark/modeling-indicators';
import { barColumn } from './bar-column.ts';
import { combine } from './combine.ts';
import { FeaturesError } from './error.ts';
import type { Feature } from './feature.ts';
import { technical } from './technical-features.ts';

const LONGEST = 10_000;

/**
 * Weights of a difference of order `d`, the newest value first: 1, -d, ..., each `-w * (d - k + 1) / k`.
 *
 * @param count how many
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 5
 * @example fractionalWeights(1, 3) // => [1, -1, 0]
 */
export function fractionalWeights(d: number, count: number): Float64Array {
  const weights = new Float64Array(count);
  let weight = 1;
  for (let k = 0; k < count; k++) {
    if (k > 0) weight *= -(d - k + 1) / k;
    weights[k] = weight + 0; // no -0
  }
  return weights;
}

/** The weights down to the first that is smaller than the tolerance, which is left out. */
function windowWeights(d: number, tolerance: number): Float64Array {
  const weights = fractionalWeights(d, LONGEST + 1);
  const end = weights.findIndex((weight) => Math.abs(weight) < tolerance);
  if (end >= 0) return weights.slice(0, end);
  throw new FeaturesError('INVALID_OPTION', {
    what: `with d ${d} more than ${LONGEST} weights are at least ${tolerance}`,
    where: 'fractionalDifference',
    fix: 'give a greater tolerance',
  });
}

class WindowDifference implements Kernel {
  readonly #weights: Float64Array;
  readonly ring: Float64Array; // where the next value goes, the oldest is
  at = 0;
  seen = 0; // known values in a row, up to the window

  constructor(weights: Float64Array) {
    this.#weights = weights;
    this.ring = new Float64Array(weights.length);
  }

  update(value: number): number {
    const { ring, at } = this;
    const width = ring.length;
    if (!Number.isFinite(value)) {
      this.at = this.seen = 0;
      return NaN;
    }
    ring[at] = value;
    this.at = (at + 1) % width;
    if (this.seen < width) this.seen++;
    if (this.seen < width) return NaN;
    const weights = this.#weights;
    let sum = 0;
    for (let k = 0, i = at; k < width; k++, i = i === 0 ? width - 1 : i - 1) sum += weights[k] * ring[i];
    return sum;
  }
}

function windowColumn(values: Float64Array, d: number, tolerance: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new WindowDifference(windowWeights(d, tolerance));
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Difference of a fractional order over a window of fixed width: stationary like a return, with memory like a price.
 *
 * @param d order; 1 is the plain difference, 0 the value itself
 * @param tolerance the window ends before the first weight that is smaller
 * @returns shape [n]; the first `width - 1` entries are NaN
 * @throws IndicatorError INVALID_PARAMETER, COLUMN_NOT_FLOAT64; FeaturesError INVALID_OPTION where the window has no end
 * @see Lopez de Prado, Advances in Financial Machine Learning (2018), chapter 5
 * @example windowDifference(Float64Array.of(1, 3, 6), 1, 0.01) // => [NaN, 2, 3]
 */
export const windowDifference: Indicator<[d: number, tolerance: number]> = /* @__PURE__ */ defineIndicator<
  [d: number, tolerance: number]
>({
  name: 'windowDifference',
  inputs: ['value'],
  check(name, d, tolerance) {
    assertNumber(name, d, 'd', 0, 10);
    assertNumber(name, tolerance, 'tolerance', 1e-12, 1);
  },
  lookback: (d, tolerance) => windowWeights(d, tolerance).length - 1,
  batch: windowColumn,
  stream: (d, tolerance) => new WindowDifference(windowWeights(d, tolerance)),
});

/** How a fractional difference is taken. */
export interface FractionalDifferenceOptions {
  /** The window ends before the first weight that is smaller. Left out: 0.001. */
  readonly tolerance?: number | undefined;
  /** Left out: the logarithm of the close. */
  readonly of?: Feature | undefined;
}

/**
 * The log close (or another feature), differenced to a fractional order.
 *
 * @throws IndicatorError INVALID_PARAMETER; FeaturesError INVALID_OPTION where the window has no end
 * @example fractionalDifference(0.4, { tolerance: 0.01 }).lookback // => 10
 */
export function fractionalDifference(d: number, options: FractionalDifferenceOptions = {}): Feature {
  const { tolerance = 1e-3, of = logClose() } = options;
  const name = `fractional_difference_${d}${options.of === undefined ? '' : `_of_${options.of.name}`}`;
  return technical(windowDifference, [d, tolerance], { of, name });
}

const logClose = (): Feature => combine({ name: 'log_close', formula: 'ln(close)' }, [barColumn('close')], Math.log);
