import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { StochasticOutput } from '../kernels/fast-stochastic-strength.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { Stochastic } from '../kernels/stochastic.ts';

type BarInputs = [high: number, low: number, close: number];
type Periods = [fastK: number, fastD: number];

const open = (fastK: number, fastD: number): Stochastic =>
  new Stochastic(fastK, new RollingTotal(1), new RollingTotal(fastD, fastD)); // a total of one is the value itself

function stochFastBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  ...periods: Periods
): Record<StochasticOutput, Float64Array> {
  const k = new Float64Array(close.length);
  const d = new Float64Array(close.length);
  const kernel = open(...periods);
  for (let i = 0; i < k.length; i++) ({ k: k[i], d: d[i] } = kernel.update(high[i], low[i], close[i]));
  return { k, d };
}

function check(name: string, fastK: number, fastD: number): void {
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, fastD, 'fastD');
}

/**
 * Fast Stochastic Oscillator: where the close stands in the range of the last bars (`k`), and a mean of that (`d`).
 *
 * `k` is 100 * (close - lowest) / (highest - lowest), not smoothed; 50 where there is no range, where TA-Lib answers 0.
 * With another average: `stochFastOf`.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the outputs NaN until as many further bars are known as at the start
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param fastK bars of the range, integer ≥ 1 (usually 14)
 * @param fastD bars in the mean, integer ≥ 1 (usually 3)
 * @returns `k` and `d`, each of shape [n], unit 0..100; the first `fastK + fastD - 2` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Lane, Lane's Stochastics, Stocks & Commodities (May 1984). Golden: TA-Lib STOCHF.
 * @example stochFast(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 2, 1).k // => [NaN, 75]
 */
export const stochFast: Indicator<Periods, BarInputs, StochasticOutput> = /* @__PURE__ */ defineIndicator({
  name: 'stochFast',
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  check,
  lookback: (fastK, fastD) => fastK + fastD - 2,
  batch: stochFastBatch,
  stream: open,
});
