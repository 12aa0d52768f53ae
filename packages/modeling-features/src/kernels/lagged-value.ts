import { assertPeriod, defineIndicator, type Indicator } from '@tidemark/modeling-indicators';
import { Lag } from '@tidemark/modeling-indicators/kernels';

function laggedColumn(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const lag = new Lag(period);
  for (let i = 0; i < out.length; i++) out[i] = lag.update(values[i]);
  return out;
}

/**
 * The value of `period` bars ago, where all since then are known.
 *
 * @returns shape [n]; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @example laggedValue(Float64Array.of(1, 2, 3), 2) // => [NaN, NaN, 1]
 */
export const laggedValue: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'lag',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: laggedColumn,
  stream: (period) => new Lag(period),
});
