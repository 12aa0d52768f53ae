import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import type { Band } from '../kernels/bands.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingSum } from '../kernels/rolling-sum.ts';

type BarInputs = [high: number, low: number, close: number];

class AccelerationBands implements Kernel<BarInputs, Band> {
  readonly #bands: Record<Band, number> = answerOf('upper', 'middle', 'lower');
  readonly upper: RollingSum;
  readonly middle: RollingSum;
  readonly lower: RollingSum;

  constructor(period: number) {
    this.upper = new RollingSum(period, period);
    this.middle = new RollingSum(period, period);
    this.lower = new RollingSum(period, period);
  }

  update(high: number, low: number, close: number): StreamResult<Band> {
    const gap = gapOf(high + low + close);
    const width = high + low === 0 ? 0 : (4 * (high - low)) / (high + low);
    const bands = this.#bands;
    bands.upper = this.upper.update(high * (1 + width) + gap);
    bands.middle = this.middle.update(close + gap);
    bands.lower = this.lower.update(low * (1 - width) + gap);
    return bands;
  }
}

function accelerationBandsBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): BatchResult<Band> {
  const upper = new Float64Array(close.length);
  const middle = new Float64Array(close.length);
  const lower = new Float64Array(close.length);
  const kernel = new AccelerationBands(period);
  for (let i = 0; i < close.length; i++)
    ({ upper: upper[i], middle: middle[i], lower: lower[i] } = kernel.update(high[i], low[i], close[i]));
  return { upper, middle, lower };
}

/**
 * Acceleration Bands: means of the high and of the low, each pushed outwards by the bar's range, and the mean of the close.
 *
 * With w = 4 (high - low) / (high + low) they are the means of high (1 + w), close and low (1 - w). Where high + low is 0,
 * w is 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (Headley took 20)
 * @returns upper, middle and lower, each of shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Headley, Big Trends in Trading (2002). Golden: TA-Lib ACCBANDS.
 * @example accelerationBands(Float64Array.of(5), Float64Array.of(3), Float64Array.of(4), 1) // => { upper: [10], middle: [4], lower: [0] }
 */
export const accelerationBands: Indicator<[period: number], BarInputs, Band> = /* @__PURE__ */ defineIndicator<
  [period: number],
  BarInputs,
  Band
>({
  name: 'accelerationBands',
  inputs: ['high', 'low', 'close'],
  outputs: ['upper', 'middle', 'lower'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: accelerationBandsBatch,
  stream: (period) => new AccelerationBands(period),
});
