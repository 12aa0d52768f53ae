import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { StochasticOutput } from '../kernels/fast-stochastic-strength.ts';
import { negated, rollingHighest } from '../kernels/rolling-extremum.ts';
import { RollingTotal, rollingTotal } from '../kernels/rolling-total.ts';
import { Stochastic } from '../kernels/stochastic.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [high: number, low: number, close: number];
type Periods = [fastK: number, slowK: number, slowD: number];

const open = (fastK: number, slowK: number, slowD: number): Stochastic =>
  new Stochastic(fastK, new RollingTotal(slowK, slowK), new RollingTotal(slowD, slowD));

function stochBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  ...[fastK, slowK, slowD]: Periods
): Record<StochasticOutput, Float64Array> {
  const length = close.length;
  const position = rollingHighest(high, fastK);
  const bottom = rollingHighest(negated(low), fastK); // with the other sign
  let all = 0; // becomes NaN where a bar is not known
  for (let i = 0; i < fastK - 1 && i < length; i++) all += close[i];
  for (let i = fastK - 1; i < length; i++) {
    const range = position[i] + bottom[i];
    position[i] = 100 * (range === 0 ? 0.5 : (close[i] + bottom[i]) / range);
    all += close[i] + position[i];
  }
  const k = rollingTotal(position, fastK - 1, slowK, slowK);
  const d = rollingTotal(k, fastK + slowK - 2, slowD, slowD);
  k.fill(NaN, 0, fastK + slowK + slowD - 3);
  if (isUnknown(all)) {
    const kernel = open(fastK, slowK, slowD);
    for (let i = 0; i < length; i++) ({ k: k[i], d: d[i] } = kernel.update(high[i], low[i], close[i]));
  }
  return { k, d };
}

function check(name: string, fastK: number, slowK: number, slowD: number): void {
  assertPeriod(name, fastK, 'fastK');
  assertPeriod(name, slowK, 'slowK');
  assertPeriod(name, slowD, 'slowD');
}

/**
 * Slow Stochastic Oscillator: where the close stands in the range of the last bars, smoothed once (`k`) and twice (`d`).
 *
 * `k` is the mean of 100 * (close - lowest) / (highest - lowest), `d` the mean of `k`. A bar without a range counts 50,
 * where TA-Lib counts 0. With other averages: `stochOf`.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the outputs NaN until as many further bars are known as at the start
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param fastK bars of the range, integer ≥ 1 (usually 14)
 * @param slowK bars in the mean of `k`, integer ≥ 1 (usually 3)
 * @param slowD bars in the mean of `d`, integer ≥ 1 (usually 3)
 * @returns `k` and `d`, each of shape [n], unit 0..100; the first `fastK + slowK + slowD - 3` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Lane, Lane's Stochastics, Stocks & Commodities (May 1984). Golden: TA-Lib STOCH.
 * @example stoch(Float64Array.of(3, 5, 5), Float64Array.of(1, 3, 4), Float64Array.of(2, 4, 5), 2, 1, 2).d // => [NaN, NaN, 87.5]
 */
export const stoch: Indicator<Periods, BarInputs, StochasticOutput> = /* @__PURE__ */ defineIndicator({
  name: 'stoch',
  inputs: ['high', 'low', 'close'],
  outputs: ['k', 'd'],
  check,
  lookback: (fastK, slowK, slowD) => fastK + slowK + slowD - 3,
  batch: stochBatch,
  stream: open,
});
