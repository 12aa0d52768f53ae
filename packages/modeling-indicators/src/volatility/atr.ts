import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { AverageTrueRange } from '../kernels/average-true-range.ts';

type BarInputs = [high: number, low: number, close: number];

function atrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new AverageTrueRange(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Average True Range: the Wilder-smoothed true range, how far the market moves in a bar.
 *
 * The first bar has no true range, because it has no previous close (as TA-Lib does it).
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit of the price; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib ATR.
 * @example atr(Float64Array.of(2, 4, 5), Float64Array.of(1, 2, 4), Float64Array.of(2, 3, 5), 2) // => [NaN, NaN, 2]
 */
export const atr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'atr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: atrBatch,
  stream: (period) => new AverageTrueRange(period),
});
