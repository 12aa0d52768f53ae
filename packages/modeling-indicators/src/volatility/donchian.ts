import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import type { Band } from '../kernels/bands.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';

type BarInputs = [high: number, low: number];

class DonchianChannel implements Kernel<BarInputs, Band> {
  readonly #bands: Record<Band, number> = answerOf('upper', 'middle', 'lower');
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;

  constructor(period: number) {
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
  }

  update(high: number, low: number): StreamResult<Band> {
    const gap = gapOf(high + low);
    const bands = this.#bands;
    bands.upper = this.highest.update(high + gap);
    bands.lower = this.lowest.update(low + gap);
    bands.middle = (bands.upper + bands.lower) / 2;
    return bands;
  }
}

function donchianBatch(high: Float64Array, low: Float64Array, period: number): BatchResult<Band> {
  const upper = new Float64Array(high.length);
  const middle = new Float64Array(high.length);
  const lower = new Float64Array(high.length);
  const kernel = new DonchianChannel(period);
  for (let i = 0; i < high.length; i++)
    ({ upper: upper[i], middle: middle[i], lower: lower[i] } = kernel.update(high[i], low[i]));
  return { upper, middle, lower };
}

/**
 * Donchian Channel: the highest high and the lowest low of the last `period` bars, and the middle between them.
 *
 * This bar is one of them, as in TA-Lib. To trade a breakout hold the price against the channel of the bar before, because
 * no price can leave a channel that it is part of.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (the Turtles took 20)
 * @returns upper, middle and lower, each of shape [n], unit of the price; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Donchian, High Finance in Copper, Financial Analysts Journal 16:6 (1960). Golden: TA-Lib DONCHIAN.
 * @example donchian(Float64Array.of(5, 7), Float64Array.of(3, 4), 2) // => { upper: [NaN, 7], middle: [NaN, 5], lower: [NaN, 3] }
 */
export const donchian: Indicator<[period: number], BarInputs, Band> = /* @__PURE__ */ defineIndicator<
  [period: number],
  BarInputs,
  Band
>({
  name: 'donchian',
  inputs: ['high', 'low'],
  outputs: ['upper', 'middle', 'lower'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: donchianBatch,
  stream: (period) => new DonchianChannel(period),
});
