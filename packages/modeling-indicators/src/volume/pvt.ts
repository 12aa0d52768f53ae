import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { isUnknown } from '../kernels/unknown.ts';

type Inputs = [close: number, volume: number];

class PriceVolumeTrend implements Kernel<Inputs> {
  previous = NaN; // the last close
  total = 0;

  update(close: number, volume: number): number {
    const { previous } = this;
    if (isUnknown(close + volume)) return (this.previous = NaN);
    if (Number.isNaN(previous)) this.total = 0;
    else if (previous !== 0) this.total += ((close - previous) / previous) * volume;
    this.previous = close;
    return this.total;
  }
}

function pvtBatch(close: Float64Array, volume: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new PriceVolumeTrend();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(close[i], volume[i]);
  return out;
}

/**
 * Price Volume Trend: the volume of every bar so far, each weighed by the fraction that the close rose or fell.
 *
 * Starts at 0; behind a close of 0 nothing is added. The level says nothing, because it depends on where the history
 * begins: read its direction.
 *
 * @param close last price per bar, oldest first, shape [n]; a NaN in either input makes the output NaN there, and the sum begins anew behind it
 * @param volume traded per bar, shape [n]
 * @returns shape [n], unit of the volume; no entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see StockCharts ChartSchool, Price Volume Trend. Golden: TA-Lib PVT.
 * @example pvt(Float64Array.of(4, 5, 2.5), Float64Array.of(10, 20, 30)) // => [0, 5, -10]
 */
export const pvt: Indicator<[], Inputs> = /* @__PURE__ */ defineIndicator({
  name: 'pvt',
  inputs: ['close', 'volume'],
  check: () => undefined,
  lookback: () => 0,
  batch: pvtBatch,
  stream: () => new PriceVolumeTrend(),
});
