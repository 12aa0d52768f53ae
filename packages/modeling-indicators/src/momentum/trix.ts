import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';

class TripleExponentialRate implements Kernel {
  readonly once: ExponentialMean;
  readonly twice: ExponentialMean;
  readonly thrice: ExponentialMean;
  previous = NaN; // the last mean

  constructor(period: number) {
    this.once = new ExponentialMean(period);
    this.twice = new ExponentialMean(period);
    this.thrice = new ExponentialMean(period);
  }

  update(value: number): number {
    const mean = this.thrice.update(this.twice.update(this.once.update(value)));
    const { previous } = this;
    this.previous = mean;
    return previous === 0 ? 0 : (mean / previous - 1) * 100;
  }
}

function trixBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new TripleExponentialRate(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * TRIX: the change from bar to bar, in percent, of an EMA of an EMA of an EMA; 0 where there is nothing to divide by.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `3 * period - 1` further values are known
 * @param period smoothing length in bars, integer ≥ 1 (Hutson used 12 to 15)
 * @returns shape [n], unit percent; the first `3 * period - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Hutson, Good TRIX, Technical Analysis of Stocks & Commodities 1 (1983). Golden: TA-Lib TRIX.
 * @example trix(Float64Array.of(4, 5, 10), 1) // => [NaN, 25, 100]
 */
export const trix: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'trix',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => 3 * period - 2,
  batch: trixBatch,
  stream: (period) => new TripleExponentialRate(period),
});
