import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';
import { FastStochasticStrength, type StochasticOutput } from '../kernels/fast-stochastic-strength.ts';

type Periods = [period: number, fastK: number, fastD: number];

const open = (period: number, fastK: number, fastD: number): FastStochasticStrength =>
  new FastStochasticStrength(period, fastK, new RollingSum(fastD, fastD));

function stochRsiBatch(values: Float64Array, ...periods: Periods): Record<StochasticOutput, Float64Array> {
  const k = new Float64Array(values.length);
  const d = new Float64Array(values.length);
  const kernel = open(...periods);
  for (let i = 0; i < k.length; i++) ({ k: k[i], d: d[i] } = kernel.update(values[i]));
  return { k, d };
}

function check(name: string, period: number, fastK: number, fastD: number): void {
  assertPeriod(name, period);
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, fastD, 'fastD');
}

/**
 * Stochastic RSI: where the RSI stands in its own range of the last `fastK` bars (`k`), and a mean of that (`d`).
 *
 * `k` is not smoothed, as Chande and TA-Lib have it; for the smoothed one of charts see `stochRsiSmoothed`. Reads 50 where
 * the RSI has no range, where TA-Lib answers 0.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the outputs NaN until as many further values are known as at the start
 * @param period smoothing length of the RSI in bars, integer ≥ 1 (Chande used 14)
 * @param fastK bars of the range, integer ≥ 1 (Chande used 14)
 * @param fastD bars in the mean, integer ≥ 1 (usually 3)
 * @returns `k` and `d`, each of shape [n], unit 0..100; the first `period + fastK + fastD - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Chande and Kroll, The New Technical Trader (1994). Golden: TA-Lib STOCHRSI.
 * @example stochRsi(Float64Array.of(1, 2, 1, 2, 1), 2, 2, 2).d // => [NaN, NaN, NaN, NaN, 50]
 */
export const stochRsi: Indicator<Periods, [value: number], StochasticOutput> = /* @__PURE__ */ defineIndicator({
  name: 'stochRsi',
  inputs: ['value'],
  outputs: ['k', 'd'],
  check,
  lookback: (period, fastK, fastD) => period + fastK + fastD - 2,
  batch: stochRsiBatch,
  stream: open,
});
