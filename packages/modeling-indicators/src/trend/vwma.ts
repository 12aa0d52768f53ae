import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

type BarInputs = [close: number, volume: number];

class VolumeWeightedMean implements Kernel<BarInputs> {
  readonly paid: RollingTotal;
  readonly volume: RollingTotal;

  constructor(period: number) {
    this.paid = new RollingTotal(period);
    this.volume = new RollingTotal(period);
  }

  update(close: number, volume: number): number {
    const paid = close * volume;
    const total = this.volume.update(volume + (paid - paid)); // unknown where the close is
    const sum = this.paid.update(paid);
    return total === 0 ? close : sum / total;
  }
}

function vwmaBatch(close: Float64Array, volume: Float64Array, period: number): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new VolumeWeightedMean(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(close[i], volume[i]);
  return out;
}

/**
 * Volume-Weighted Moving Average: the mean of the last closes, each weighed by what was traded on its bar.
 *
 * Where nothing was traded in the whole window it reads the close. Where prices within a bar matter, see `vwapRolling`.
 *
 * @param close last price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param volume traded per bar, shape [n]
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib VWMA.
 * @example vwma(Float64Array.of(3, 5, 8), Float64Array.of(10, 30, 10), 2) // => [NaN, 4.5, 5.75]
 */
export const vwma: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'vwma',
  inputs: ['close', 'volume'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: vwmaBatch,
  stream: (period) => new VolumeWeightedMean(period),
});
