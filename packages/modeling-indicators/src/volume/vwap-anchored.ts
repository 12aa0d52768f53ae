import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { CumulativeVwap } from '../kernels/cumulative-vwap.ts';

type Inputs = [high: number, low: number, close: number, volume: number, anchor: number];

class AnchoredVwap implements Kernel<Inputs> {
  anchor = NaN;
  readonly vwap: CumulativeVwap = new CumulativeVwap();

  update(high: number, low: number, close: number, volume: number, anchor: number): number {
    if (anchor !== this.anchor) this.vwap.paid = this.vwap.volume = 0;
    this.anchor = anchor;
    return this.vwap.update(high, low, close, volume + (anchor - anchor)); // unknown where the anchor is
  }
}

function vwapAnchoredBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  anchor: Float64Array,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new AnchoredVwap();
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i], anchor[i]);
  return out;
}

/**
 * Volume-Weighted Average Price since the last anchor: as `vwap`, but it begins anew with every bar whose anchor differs
 * from that of the bar before.
 *
 * The anchor is any number that stays the same for as long as one average runs: the day, the month, the number of the
 * session, how many earnings reports there have been. As long as nothing was traded it reads the typical price of the bar.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN there, and the average begins anew behind it
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @param anchor what the bar belongs to, shape [n]
 * @returns shape [n], unit of the price; no entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see StockCharts ChartSchool, Anchored VWAP. Golden: the formula by calendar month.
 * @example
 * const price = Float64Array.of(3, 5, 8);
 * vwapAnchored(price, price, price, Float64Array.of(10, 30, 40), Float64Array.of(1, 1, 2)) // => [3, 4.5, 8]
 */
export const vwapAnchored: Indicator<[], Inputs> = /* @__PURE__ */ defineIndicator({
  name: 'vwapAnchored',
  inputs: ['high', 'low', 'close', 'volume', 'anchor'],
  check: () => undefined,
  lookback: () => 0,
  batch: vwapAnchoredBatch,
  stream: () => new AnchoredVwap(),
});
