import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { AverageTrueRange } from '../kernels/average-true-range.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';

type BarInputs = [high: number, low: number, close: number];
type Params = [period: number, width: number];
type Output = 'long' | 'short';

class ChandelierExit implements Kernel<BarInputs, Output> {
  readonly #width: number;
  readonly #exits: Record<Output, number> = answerOf('long', 'short');
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;
  readonly range: AverageTrueRange;

  constructor(period: number, width: number) {
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
    this.range = new AverageTrueRange(period);
    this.#width = width;
  }

  update(high: number, low: number, close: number): StreamResult<Output> {
    const gap = gapOf(high + low + close);
    const reach = this.#width * this.range.update(high, low, close);
    const exits = this.#exits;
    exits.long = this.highest.update(high + gap) - reach;
    exits.short = this.lowest.update(low + gap) + reach;
    return exits;
  }
}

function chandelierBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  ...params: Params
): BatchResult<Output> {
  const long = new Float64Array(close.length);
  const short = new Float64Array(close.length);
  const kernel = new ChandelierExit(...params);
  for (let i = 0; i < close.length; i++)
    ({ long: long[i], short: short[i] } = kernel.update(high[i], low[i], close[i]));
  return { long, short };
}

/**
 * Chandelier Exit: a stop that hangs so many average true ranges below the highest high of the last bars (for who is long),
 * or stands as many above the lowest low (for who is short).
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, and smoothing length of the true range, integer ≥ 1 (Le Beau took 22)
 * @param width how many average true ranges the stop keeps away, 0 to 1,000 (3)
 * @returns long and short, each of shape [n], unit of the price; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Le Beau, as in StockCharts ChartSchool, Chandelier Exit
 * @example chandelier(Float64Array.of(5, 9), Float64Array.of(3, 6), Float64Array.of(5, 8), 1, 2) // => { long: [NaN, 1], short: [NaN, 14] }
 */
export const chandelier: Indicator<Params, BarInputs, Output> = /* @__PURE__ */ defineIndicator<
  Params,
  BarInputs,
  Output
>({
  name: 'chandelier',
  inputs: ['high', 'low', 'close'],
  outputs: ['long', 'short'],
  check(name, period, width) {
    assertPeriod(name, period);
    assertNumber(name, width, 'width', 0, 1000);
  },
  lookback: (period) => period,
  batch: chandelierBatch,
  stream: (...params) => new ChandelierExit(...params),
});
