import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { TrueRange } from '../kernels/true-range.ts';

type BarInputs = [high: number, low: number, close: number];
type VortexOutput = 'plus' | 'minus';

class Vortex implements Kernel<BarInputs, VortexOutput> {
  readonly #answer: Record<VortexOutput, number> = answerOf('plus', 'minus');
  high = NaN; // of the last bar
  low = NaN;
  readonly trueRange: TrueRange = new TrueRange();
  readonly plus: RollingTotal;
  readonly minus: RollingTotal;
  readonly range: RollingTotal;

  constructor(period: number) {
    this.plus = new RollingTotal(period);
    this.minus = new RollingTotal(period);
    this.range = new RollingTotal(period);
  }

  update(high: number, low: number, close: number): StreamResult<VortexOutput> {
    const trueRange = this.trueRange.update(high, low, close);
    const gap = gapOf(trueRange); // NaN where it is unknown
    const plus = this.plus.update(Math.abs(high - this.low) + gap);
    const minus = this.minus.update(Math.abs(low - this.high) + gap);
    const range = this.range.update(trueRange);
    this.high = high;
    this.low = low;
    this.#answer.plus = range === 0 ? 1 : plus / range;
    this.#answer.minus = range === 0 ? 1 : minus / range;
    return this.#answer;
  }
}

function vortexBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Record<VortexOutput, Float64Array> {
  const plus = new Float64Array(high.length);
  const minus = new Float64Array(high.length);
  const kernel = new Vortex(period);
  for (let i = 0; i < plus.length; i++) ({ plus: plus[i], minus: minus[i] } = kernel.update(high[i], low[i], close[i]));
  return { plus, minus };
}

/**
 * Vortex Indicator: how far the bars swing up (`plus`) and down (`minus`), measured by their true range.
 *
 * The sum of |high - previous low|, or of |low - previous high|, over the sum of the true range. Both read 1 where nothing
 * moved, where TA-Lib answers 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the outputs NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (its inventors used 14)
 * @returns `plus` and `minus`, each of shape [n], no unit, around 1; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Botes and Siepman, The Vortex Indicator, Stocks & Commodities (January 2010). Golden: TA-Lib VORTEX.
 * @example vortex(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(1, 4), 1).plus // => [NaN, 1]
 */
export const vortex: Indicator<[period: number], BarInputs, VortexOutput> = /* @__PURE__ */ defineIndicator({
  name: 'vortex',
  inputs: ['high', 'low', 'close'],
  outputs: ['plus', 'minus'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: vortexBatch,
  stream: (period) => new Vortex(period),
});
