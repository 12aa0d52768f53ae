import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { gapOf } from '../kernels/gap.ts';
import { RollingExtremumAge } from '../kernels/rolling-extremum-age.ts';

type BarInputs = [high: number, low: number];
type AroonOutput = 'down' | 'up';

class Aroon implements Kernel<BarInputs, AroonOutput> {
  readonly #answer: Record<AroonOutput, number> = answerOf('down', 'up');
  readonly #period: number;
  readonly lowest: RollingExtremumAge;
  readonly highest: RollingExtremumAge;

  constructor(period: number) {
    this.#period = period;
    this.lowest = new RollingExtremumAge(period + 1, -1);
    this.highest = new RollingExtremumAge(period + 1);
  }

  update(high: number, low: number): StreamResult<AroonOutput> {
    const period = this.#period;
    const gap = gapOf(high + low); // NaN where one is unknown
    const answer = this.#answer;
    answer.down = (100 * (period - this.lowest.update(low + gap))) / period;
    answer.up = (100 * (period - this.highest.update(high + gap))) / period;
    return answer;
  }
}

/**
 * Aroon: how young the lowest low (`down`) and the highest high (`up`) are: 100 on their very bar, 0 after `period` bars.
 *
 * 100 * (period - bars since) / period, over this bar and the `period` before it. Of equal extremes the latest counts.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the outputs NaN until `period + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param period bars to look back, integer ≥ 1 (Chande used 14, later 25)
 * @returns `down` and `up`, each of shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chande, A Time Price Oscillator, Stocks & Commodities (September 1995). Golden: TA-Lib AROON.
 * @example aroon(Float64Array.of(3, 5, 4), Float64Array.of(2, 4, 1), 2).up // => [NaN, NaN, 50]
 */
export const aroon: Indicator<[period: number], BarInputs, AroonOutput> = /* @__PURE__ */ defineIndicator({
  name: 'aroon',
  inputs: ['high', 'low'],
  outputs: ['down', 'up'],
  check: assertPeriod,
  lookback: (period) => period,
  batch(high, low, period) {
    const up = high.slice(); // as long; all of it is written over
    const kernel = new Aroon(period);
    const down = high.map((price, i) => {
      const answer = kernel.update(price, low[i]);
      up[i] = answer.up;
      return answer.down;
    });
    return { down, up };
  },
  stream: (period) => new Aroon(period),
});
