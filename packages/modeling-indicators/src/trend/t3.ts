import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';

class TillsonMean implements Kernel {
  readonly #factor: number;
  readonly means: readonly ExponentialMean[]; // each of the one before

  constructor(period: number, volumeFactor: number) {
    this.#factor = volumeFactor;
    this.means = Array.from({ length: 6 }, () => new ExponentialMean(period));
  }

  update(value: number): number {
    const { means } = this;
    const third = means[2].update(means[1].update(means[0].update(value)));
    const fourth = means[3].update(third);
    const fifth = means[4].update(fourth);
    const sixth = means[5].update(fifth);
    // three times over: what the next one lags behind is taken away, v of it
    const v = this.#factor;
    const first = third + v * (third - fourth);
    const second = fourth + v * (fourth - fifth);
    const twice = first + v * (first - second);
    const next = second + v * (second - (fifth + v * (fifth - sixth)));
    return twice + v * (twice - next);
  }
}

function t3Batch(values: Float64Array, period: number, volumeFactor: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new TillsonMean(period, volumeFactor);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * T3, Tillson's moving average: (1 + v) * EMA - v * EMA(EMA), three times over.
 *
 * A volume factor v of 0 makes it an EMA of an EMA of an EMA, 1 a DEMA of a DEMA of a DEMA; between them it is smooth and
 * yet close. The six EMAs are taken of each other once and then weighed, each seeded with the mean of its first `period`
 * values, as in TA-Lib.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `6 * period - 5` further values are known
 * @param period smoothing length in bars, integer ≥ 1 (Tillson used 5)
 * @param volumeFactor how much of the lag is taken away, 0..1 (Tillson used 0.7)
 * @returns shape [n], unit of `values`; the first `6 * (period - 1)` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64
 * @see Tillson, Smoothing Techniques for More Accurate Signals, Stocks & Commodities 16:1 (1998). Golden: TA-Lib T3.
 * @example t3(Float64Array.of(1, 3, 5, 7, 9, 11, 13), 2, 1) // => [NaN, NaN, NaN, NaN, NaN, NaN, 13]
 */
export const t3: Indicator<[period: number, volumeFactor: number]> = /* @__PURE__ */ defineIndicator({
  name: 't3',
  inputs: ['value'],
  check(name, period, volumeFactor) {
    assertPeriod(name, period);
    assertNumber(name, volumeFactor, 'volumeFactor', 0, 1);
  },
  lookback: (period) => 6 * (period - 1),
  batch: t3Batch,
  stream: (period, volumeFactor) => new TillsonMean(period, volumeFactor),
});
