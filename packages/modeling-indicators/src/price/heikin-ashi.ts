import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { gapOf } from '../kernels/gap.ts';
import { isUnknown } from '../kernels/unknown.ts';

type BarInputs = [open: number, high: number, low: number, close: number];
type Price = 'open' | 'high' | 'low' | 'close';

class HeikinAshi implements Kernel<BarInputs, Price> {
  readonly #bar: Record<Price, number> = answerOf('open', 'high', 'low', 'close');
  middle = NaN; // of the last body; where there is none, the bar's own counts

  update(open: number, high: number, low: number, close: number): StreamResult<Price> {
    const gap = gapOf(open + high + low + close);
    const bar = this.#bar;
    bar.open = (isUnknown(this.middle) ? (open + close) / 2 : this.middle) + gap;
    bar.close = (open + high + low + close) / 4 + gap;
    bar.high = Math.max(high, bar.open, bar.close);
    bar.low = Math.min(low, bar.open, bar.close);
    this.middle = (bar.open + bar.close) / 2;
    return bar;
  }
}

function heikinAshiBatch(
  opens: Float64Array,
  highs: Float64Array,
  lows: Float64Array,
  closes: Float64Array,
): BatchResult<Price> {
  const open = new Float64Array(closes.length);
  const high = new Float64Array(closes.length);
  const low = new Float64Array(closes.length);
  const close = new Float64Array(closes.length);
  const kernel = new HeikinAshi();
  for (let i = 0; i < closes.length; i++) {
    const bar = kernel.update(opens[i], highs[i], lows[i], closes[i]);
    open[i] = bar.open;
    high[i] = bar.high;
    low[i] = bar.low;
    close[i] = bar.close;
  }
  return { open, high, low, close };
}

/**
 * Heikin-Ashi bars: averaged candles, whose colour seldom changes within a trend.
 *
 * The close is the mean of the four prices, the open the middle of the last Heikin-Ashi body (on the first bar, of the bar's
 * own), and high and low reach to both. So no trade can be made at these prices.
 *
 * @param opens first price per bar, oldest first, shape [n]; behind a NaN in any input the bars begin anew
 * @param highs highest price per bar, shape [n]
 * @param lows lowest price per bar, shape [n]
 * @param closes last price per bar, shape [n]
 * @returns open, high, low and close, each of shape [n], unit of the price; no warm-up
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Valcu, Stocks & Commodities 22:2 (2004). Golden: TA-Lib HA.
 * @example heikinAshi(Float64Array.of(2, 5), Float64Array.of(6, 9), Float64Array.of(2, 5), Float64Array.of(6, 9)).open // => [4, 4]
 */
export const heikinAshi: Indicator<[], BarInputs, Price> = /* @__PURE__ */ defineIndicator<[], BarInputs, Price>({
  name: 'heikinAshi',
  inputs: ['open', 'high', 'low', 'close'],
  outputs: ['open', 'high', 'low', 'close'],
  check: () => undefined,
  lookback: () => 0,
  batch: heikinAshiBatch,
  stream: () => new HeikinAshi(),
});
