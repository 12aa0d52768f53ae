import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { RateOfChange } from '../kernels/rate-of-change.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

type Output = 'kst' | 'signal';
type Periods = [
  roc1: number,
  roc2: number,
  roc3: number,
  roc4: number,
  sma1: number,
  sma2: number,
  sma3: number,
  sma4: number,
  signal: number,
];

class KnowSureThing implements Kernel<[value: number], Output> {
  readonly #answer: Record<Output, number> = answerOf('kst', 'signal');
  readonly rates: readonly RateOfChange[];
  readonly means: readonly RollingSum[];
  readonly signal: RollingSum;

  constructor(...periods: Periods) {
    this.rates = periods.slice(0, 4).map((period) => new RateOfChange(period));
    this.means = periods.slice(4, 8).map((period) => new RollingSum(period, period));
    this.signal = new RollingSum(periods[8], periods[8]);
  }

  update(value: number): StreamResult<Output> {
    const { rates, means } = this;
    let kst = 0;
    for (let i = 0; i < 4; i++) kst += (i + 1) * means[i].update(rates[i].update(value));
    const answer = this.#answer;
    answer.kst = kst;
    answer.signal = this.signal.update(kst);
    return answer;
  }
}

function kstBatch(values: Float64Array, ...periods: Periods): Record<Output, Float64Array> {
  const kst = new Float64Array(values.length);
  const signal = new Float64Array(values.length);
  const kernel = new KnowSureThing(...periods);
  for (let i = 0; i < kst.length; i++) ({ kst: kst[i], signal: signal[i] } = kernel.update(values[i]));
  return { kst, signal };
}

const names = ['roc1', 'roc2', 'roc3', 'roc4', 'sma1', 'sma2', 'sma3', 'sma4', 'signal'];

/**
 * Know Sure Thing: four smoothed rates of change, the longer the heavier (1, 2, 3, 4), and a mean of that as its signal.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the outputs NaN until as many further values are known as at the start
 * @param roc1 bars that the first rate looks back, integer ≥ 1 (Pring used 10 on daily bars)
 * @param roc2 bars that the second rate looks back, integer ≥ 1 (Pring: 15)
 * @param roc3 bars that the third rate looks back, integer ≥ 1 (Pring: 20)
 * @param roc4 bars that the fourth rate looks back, integer ≥ 1 (Pring: 30)
 * @param sma1 bars in the mean of the first rate, integer ≥ 1 (Pring: 10)
 * @param sma2 bars in the mean of the second rate, integer ≥ 1 (Pring: 10)
 * @param sma3 bars in the mean of the third rate, integer ≥ 1 (Pring: 10)
 * @param sma4 bars in the mean of the fourth rate, integer ≥ 1 (Pring: 15)
 * @param signal bars in the mean that is the signal, integer ≥ 1 (Pring: 9)
 * @returns `kst` and `signal`, each of shape [n], unit percent; `kst` begins on row max(roc + sma) - 1, `signal` `signal - 1` rows later
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Pring, Summed Rate of Change (KST), Technical Analysis of Stocks & Commodities 10 (1992). Golden: its formula.
 * @example kst(Float64Array.of(4, 8, 8), 1, 1, 1, 1, 1, 1, 1, 1, 2).signal // => [NaN, NaN, 500]
 */
export const kst: Indicator<Periods, [value: number], Output> = /* @__PURE__ */ defineIndicator({
  name: 'kst',
  inputs: ['value'],
  outputs: ['kst', 'signal'],
  check: (name: string, ...periods: Periods) => names.forEach((each, i) => assertPeriod(name, periods[i], each)),
  lookback: (...periods: Periods) => Math.max(...[0, 1, 2, 3].map((i) => periods[i] + periods[i + 4])) + periods[8] - 2,
  batch: kstBatch,
  stream: (...periods: Periods) => new KnowSureThing(...periods),
});
