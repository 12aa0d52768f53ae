import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { gapOf } from '../kernels/gap.ts';
import { TrueRange } from '../kernels/true-range.ts';
import { WilderMean } from '../kernels/wilder-mean.ts';

type BarInputs = [high: number, low: number, close: number];

class NormalizedRange implements Kernel<BarInputs> {
  readonly range: TrueRange = new TrueRange();
  readonly mean: WilderMean;

  constructor(period: number) {
    this.mean = new WilderMean(period);
  }

  update(high: number, low: number, close: number): number {
    const mean = this.mean.update(this.range.update(high, low, close));
    return close === 0 ? gapOf(mean) : (100 * mean) / close;
  }
}

function natrBatch(high: Float64Array, low: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new NormalizedRange(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

/**
 * Normalized Average True Range: the average true range in percent of the close, to compare markets of different price.
 *
 * A close of 0 reads 0, as in TA-Lib. With a period of 1 it is in percent too, where TA-Lib answers the bare true range.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1
 * @returns shape [n], percent of the close; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Forman, Stocks & Commodities 24:5 (2006). Golden: TA-Lib NATR.
 * @example natr(Float64Array.of(2, 4, 5), Float64Array.of(1, 2, 4), Float64Array.of(2, 3, 5), 2) // => [NaN, NaN, 40]
 */
export const natr: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'natr',
  inputs: ['high', 'low', 'close'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: natrBatch,
  stream: (period) => new NormalizedRange(period),
});
