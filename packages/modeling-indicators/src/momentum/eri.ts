import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { gapOf } from '../kernels/gap.ts';

type BarInputs = [high: number, low: number, close: number];
type ElderOutput = 'bull' | 'bear';

class ElderRay implements Kernel<BarInputs, ElderOutput> {
  readonly #answer: Record<ElderOutput, number> = answerOf('bull', 'bear');
  readonly mean: ExponentialMean;

  constructor(period: number) {
    this.mean = new ExponentialMean(period);
  }

  update(high: number, low: number, close: number): StreamResult<ElderOutput> {
    const mean = this.mean.update(close + gapOf(high + low)); // NaN where one is unknown
    this.#answer.bull = high - mean;
    this.#answer.bear = low - mean;
    return this.#answer;
  }
}

function eriBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Record<ElderOutput, Float64Array> {
  const bull = new Float64Array(high.length);
  const bear = new Float64Array(high.length);
  const kernel = new ElderRay(period);
  for (let i = 0; i < bull.length; i++) ({ bull: bull[i], bear: bear[i] } = kernel.update(high[i], low[i], close[i]));
  return { bull, bear };
}

/**
 * Elder Ray Index: how far buyers lifted the price above its average (`bull`) and sellers pushed it below (`bear`).
 *
 * high - E and low - E, with E the EMA of the close.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the outputs NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period of the EMA in bars, integer ≥ 1 (Elder used 13)
 * @returns `bull` and `bear`, each of shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Elder, Trading for a Living (1993). Golden: TA-Lib ERI.
 * @example eri(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 2).bull // => [NaN, 2]
 */
export const eri: Indicator<[period: number], BarInputs, ElderOutput> = /* @__PURE__ */ defineIndicator({
  name: 'eri',
  inputs: ['high', 'low', 'close'],
  outputs: ['bull', 'bear'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: eriBatch,
  stream: (period) => new ElderRay(period),
});
