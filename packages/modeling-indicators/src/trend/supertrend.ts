import { assertNumber } from '../assert-number.ts';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { AverageTrueRange } from '../kernels/average-true-range.ts';
import { gapOf } from '../kernels/gap.ts';

type BarInputs = [high: number, low: number, close: number];
type SupertrendOutput = 'line' | 'direction';

class SupertrendLine implements Kernel<BarInputs, SupertrendOutput> {
  readonly #answer: Record<SupertrendOutput, number> = answerOf('line', 'direction');
  readonly #multiplier: number;
  readonly range: AverageTrueRange;
  upper = NaN;
  lower = NaN;
  close = NaN; // of the last bar
  direction = NaN;

  constructor(period: number, multiplier: number) {
    this.#multiplier = multiplier;
    this.range = new AverageTrueRange(period);
  }

  update(high: number, low: number, close: number): StreamResult<SupertrendOutput> {
    const answer = this.#answer;
    const reach = this.range.update(high, low, close) * this.#multiplier;
    const middle = (high + low) / 2;
    // A band comes nearer or stays, unless the last close went through it. Unknown ones count as gone through.
    this.upper = this.close <= this.upper ? Math.min(middle + reach, this.upper) : middle + reach;
    this.lower = this.close >= this.lower ? Math.max(middle - reach, this.lower) : middle - reach;
    this.close = close;
    const { direction } = this;
    if (direction > 0) this.direction = close < this.lower ? -1 : 1;
    else this.direction = direction < 0 && close <= this.upper ? -1 : 1; // it begins up
    this.direction += gapOf(reach);
    answer.line = this.direction > 0 ? this.lower : this.upper;
    answer.direction = this.direction;
    return answer;
  }
}

function supertrendBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
  multiplier: number,
): BatchResult<SupertrendOutput> {
  const line = new Float64Array(close.length);
  const direction = new Float64Array(close.length);
  const kernel = new SupertrendLine(period, multiplier);
  for (let i = 0; i < close.length; i++)
    ({ line: line[i], direction: direction[i] } = kernel.update(high[i], low[i], close[i]));
  return { line, direction };
}

/**
 * Supertrend: a stop so many average true ranges below the middle of the bar in an uptrend, above it in a downtrend.
 *
 * Of the bands (high + low) / 2 ± multiplier * ATR(period) each comes nearer to the price or stays, until a close beyond it lets
 * it go. The trend turns where the close lies beyond the line. It begins up, as in TA-Lib.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `period` further true ranges are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period smoothing length of the true range in bars, integer ≥ 1 (10 is usual)
 * @param multiplier true ranges to the band, 0..1000 (3 is usual)
 * @returns line, unit of the price, and direction, +1 up and -1 down, each of shape [n]; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, INVALID_PARAMETER, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Seban, Tout le monde mérite d'être riche (2008). Golden: TA-Lib SUPERTREND.
 * @example supertrend(Float64Array.of(4, 6), Float64Array.of(2, 4), Float64Array.of(3, 5), 1, 1) // => { line: [NaN, 2], direction: [NaN, 1] }
 */
export const supertrend: Indicator<[period: number, multiplier: number], BarInputs, SupertrendOutput> =
  /* @__PURE__ */ defineIndicator<[period: number, multiplier: number], BarInputs, SupertrendOutput>({
    name: 'supertrend',
    inputs: ['high', 'low', 'close'],
    outputs: ['line', 'direction'],
    check(name, period, multiplier) {
      assertPeriod(name, period);
      assertNumber(name, multiplier, 'multiplier', 0, 1000);
    },
    lookback: (period) => period,
    batch: supertrendBatch,
    stream: (period, multiplier) => new SupertrendLine(period, multiplier),
  });
