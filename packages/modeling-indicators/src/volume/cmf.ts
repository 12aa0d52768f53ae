import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { moneyFlow } from '../kernels/money-flow.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

class ChaikinMoneyFlow implements Kernel<BarInputs> {
  readonly flow: RollingTotal;
  readonly volume: RollingTotal;

  constructor(period: number) {
    this.flow = new RollingTotal(period);
    this.volume = new RollingTotal(period);
  }

  update(high: number, low: number, close: number, volume: number): number {
    const flow = moneyFlow(high, low, close, volume);
    const total = this.volume.update(volume + (flow - flow)); // unknown where the flow is
    const sum = this.flow.update(flow);
    return total === 0 ? 0 : sum / total;
  }
}

function cmfBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new ChaikinMoneyFlow(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i]);
  return out;
}

/**
 * Chaikin Money Flow: which share of the last bars' volume was bought near the high rather than sold near the low.
 *
 * The sum of ((C - L) - (H - C)) / (H - L) * V over the sum of V. A bar without range counts as 0, and so does a window
 * in which nothing was traded.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (Chaikin used 21, charts 20)
 * @returns shape [n], unit -1..1; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chaikin; StockCharts ChartSchool, Chaikin Money Flow. Golden: TA-Lib CMF.
 * @example cmf(Float64Array.of(4, 4), Float64Array.of(2, 2), Float64Array.of(4, 2.5), Float64Array.of(30, 10), 2) // => [NaN, 0.625]
 */
export const cmf: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'cmf',
  inputs: ['high', 'low', 'close', 'volume'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: cmfBatch,
  stream: (period) => new ChaikinMoneyFlow(period),
});
