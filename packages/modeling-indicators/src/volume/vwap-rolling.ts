import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

class RollingVwap implements Kernel<BarInputs> {
  readonly paid: RollingTotal;
  readonly volume: RollingTotal;

  constructor(period: number) {
    this.paid = new RollingTotal(period);
    this.volume = new RollingTotal(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const typical = (high + low + close) / 3;
    const paid = typical * volume;
    const total = this.volume.update(volume + (paid - paid)); // unknown where one of the prices is
    const sum = this.paid.update(paid);
    return total === 0 ? typical : sum / total;
  }
}

function vwapRollingBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new RollingVwap(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i]);
  return out;
}

/**
 * Volume-Weighted Average Price of the last bars: the typical price (H + L + C) / 3 of each, weighed by its volume.
 *
 * Where nothing was traded in the whole window it reads the typical price of the bar.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see StockCharts ChartSchool, Volume-Weighted Average Price. Golden: the formula.
 * @example
 * const price = Float64Array.of(3, 5, 8);
 * vwapRolling(price, price, price, Float64Array.of(10, 30, 10), 2) // => [NaN, 4.5, 5.75]
 */
export const vwapRolling: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'vwapRolling',
  inputs: ['high', 'low', 'close', 'volume'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: vwapRollingBatch,
  stream: (period) => new RollingVwap(period),
});
