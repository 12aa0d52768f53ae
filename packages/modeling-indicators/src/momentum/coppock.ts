import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RateOfChange } from '../kernels/rate-of-change.ts';
import { WeightedMean } from '../kernels/weighted-mean.ts';

class CoppockCurve implements Kernel {
  readonly rate1: RateOfChange;
  readonly rate2: RateOfChange;
  readonly mean: WeightedMean;

  constructor(weighted: number, roc1: number, roc2: number) {
    this.rate1 = new RateOfChange(roc1);
    this.rate2 = new RateOfChange(roc2);
    this.mean = new WeightedMean(weighted);
  }

  update(value: number): number {
    return this.mean.update(this.rate1.update(value) + this.rate2.update(value));
  }
}

/**
 * Coppock Curve: the linearly weighted mean of the sum of two rates of change. Made for monthly bars: a turn upwards
 * from below 0 is a signal to buy.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until `max(roc1, roc2) + weighted` further values are known
 * @param weighted bars in the weighted mean, integer ≥ 1 (Coppock used 10)
 * @param roc1 bars that one rate looks back, integer ≥ 1 (Coppock used 11)
 * @param roc2 bars that the other rate looks back, integer ≥ 1 (Coppock used 14)
 * @returns shape [n], unit percent; the first `max(roc1, roc2) + weighted - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Coppock, Realistic Stock Market Trends, Barron's (1962). Golden: TA-Lib COPPOCK.
 * @example coppock(Float64Array.of(4, 8, 12), 1, 1, 2) // => [NaN, NaN, 250]
 */
export const coppock: Indicator<[weighted: number, roc1: number, roc2: number]> = /* @__PURE__ */ defineIndicator({
  name: 'coppock',
  inputs: ['value'],
  check(name, weighted, roc1, roc2) {
    assertPeriod(name, weighted, 'weighted');
    assertPeriod(name, roc1, 'roc1');
    assertPeriod(name, roc2, 'roc2');
  },
  lookback: (weighted, roc1, roc2) => Math.max(roc1, roc2) + weighted - 1,
  batch(values, ...periods) {
    const kernel = new CoppockCurve(...periods);
    return values.map((value) => kernel.update(value));
  },
  stream: (...periods) => new CoppockCurve(...periods),
});
