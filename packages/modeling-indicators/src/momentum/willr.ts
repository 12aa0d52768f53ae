import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { RangePosition } from '../kernels/range-position.ts';

type BarInputs = [high: number, low: number, close: number];

function willrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new RangePosition(period, -100, 0);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Williams' %R: how far the close is below the highest high, as a percentage of the range of the last bars.
 *
 * -100 * (highest - close) / (highest - lowest). Reads -50 where there is no range, where TA-Lib answers 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars of the range, integer ≥ 1 (Williams used 10, usually 14)
 * @returns shape [n], unit -100..0; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Williams, How I Made One Million Dollars Last Year Trading Commodities (1973). Golden: TA-Lib WILLR.
 * @example willr(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(2, 4), 2) // => [NaN, -25]
 */
export const willr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'willr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: willrBatch,
  stream: (period) => new RangePosition(period, -100, 0),
});
