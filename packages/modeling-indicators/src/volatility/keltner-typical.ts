import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import type { Band } from '../kernels/bands.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { checkKeltner, KeltnerChannel } from '../kernels/keltner-channel.ts';
import { LateStart } from '../kernels/late-start.ts';
import { TrueRange } from '../kernels/true-range.ts';
import { WilderMean } from '../kernels/wilder-mean.ts';

type BarInputs = [high: number, low: number, close: number];
type Params = [period: number, atrPeriod: number, width: number];

class KeltnerOfTypicalPrice implements Kernel<BarInputs, Band> {
  readonly range: TrueRange = new TrueRange();
  readonly channel: KeltnerChannel;

  constructor(period: number, atrPeriod: number, width: number) {
    const lead = atrPeriod - (period - 1); // how many rows later the range would be known than the mean
    this.channel = new KeltnerChannel(
      new LateStart(new ExponentialMean(period), lead),
      new LateStart(new WilderMean(atrPeriod), -lead),
      width,
    );
  }

  update(high: number, low: number, close: number): StreamResult<Band> {
    return this.channel.update((high + low + close) / 3, this.range.update(high, low, close));
  }
}

function keltnerTypicalBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  ...params: Params
): BatchResult<Band> {
  const upper = new Float64Array(close.length);
  const middle = new Float64Array(close.length);
  const lower = new Float64Array(close.length);
  const kernel = new KeltnerOfTypicalPrice(...params);
  for (let i = 0; i < close.length; i++)
    ({ upper: upper[i], middle: middle[i], lower: lower[i] } = kernel.update(high[i], low[i], close[i]));
  return { upper, middle, lower };
}

/**
 * Keltner Channel as TA-Lib draws it: the exponential mean of the typical price, and so many average true ranges above and
 * below. Around the close: `keltner`.
 *
 * Both begin on the same row, as TA-Lib does it: the one with the shorter warm-up leaves out the oldest bars.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until the warm-up has passed again
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length of the typical price in bars, integer ≥ 1 (usually 20)
 * @param atrPeriod smoothing length of the true range in bars, integer ≥ 1 (10)
 * @param width how many average true ranges the bands lie from the middle, 0 to 1,000 (2)
 * @returns upper, middle and lower, each of shape [n], unit of the price; the first `period - 1` entries are NaN, or the first `atrPeriod`, if that is more
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Keltner, How to Make Money in Commodities (1960). Golden: TA-Lib KC.
 * @example keltnerTypical(Float64Array.of(3, 6), Float64Array.of(1, 3), Float64Array.of(2, 3), 2, 1, 1) // => { upper: [NaN, 7], middle: [NaN, 3], lower: [NaN, -1] }
 */
export const keltnerTypical: Indicator<Params, BarInputs, Band> = /* @__PURE__ */ defineIndicator<
  Params,
  BarInputs,
  Band
>({
  name: 'keltnerTypical',
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  check: checkKeltner,
  lookback: (period, atrPeriod) => Math.max(period - 1, atrPeriod),
  batch: keltnerTypicalBatch,
  stream: (...params) => new KeltnerOfTypicalPrice(...params),
});
