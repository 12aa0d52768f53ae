import { defineIndicator } from '../define-indicator.ts';
import type { BatchResult, Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { gapOf } from '../kernels/gap.ts';

type BarInputs = [high: number, low: number, close: number];
type Level = 'p' | 'r1' | 's1' | 'r2' | 's2';

class PivotPoints implements Kernel<BarInputs, Level> {
  readonly #levels: Record<Level, number> = answerOf('p', 'r1', 's1', 'r2', 's2');
  high = NaN; // those of the bar before
  low = NaN;
  close = NaN;

  update(high: number, low: number, close: number): StreamResult<Level> {
    const gap = gapOf(high + low + close);
    const levels = this.#levels;
    const pivot = (this.high + this.low + this.close) / 3 + gap;
    const range = this.high - this.low;
    levels.p = pivot;
    levels.r1 = 2 * pivot - this.low;
    levels.s1 = 2 * pivot - this.high;
    levels.r2 = pivot + range;
    levels.s2 = pivot - range;
    this.high = high + gap;
    this.low = low + gap;
    this.close = close + gap;
    return levels;
  }
}

function pivotPointsBatch(high: Float64Array, low: Float64Array, close: Float64Array): BatchResult<Level> {
  const p = new Float64Array(close.length);
  const r1 = new Float64Array(close.length);
  const s1 = new Float64Array(close.length);
  const r2 = new Float64Array(close.length);
  const s2 = new Float64Array(close.length);
  const kernel = new PivotPoints();
  for (let i = 0; i < close.length; i++) {
    const levels = kernel.update(high[i], low[i], close[i]);
    p[i] = levels.p;
    r1[i] = levels.r1;
    s1[i] = levels.s1;
    r2[i] = levels.r2;
    s2[i] = levels.s2;
  }
  return { p, r1, s1, r2, s2 };
}

/**
 * Classic pivot points: of the bar before, its typical price, and two levels of resistance and of support around it.
 *
 * p = (high + low + close) / 3, r1 = 2 p - low, s1 = 2 p - high, r2 = p + high - low, s2 = p - high + low. They are known
 * when a bar opens, because they are made of the last one alone. Give daily bars for the levels of a day.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN on its bar and the next
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @returns p, r1, s1, r2 and s2, each of shape [n], unit of the price; the first entry is NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see StockCharts ChartSchool, Pivot Points (standard)
 * @example pivotPoints(Float64Array.of(8, 8), Float64Array.of(1, 1), Float64Array.of(6, 6)).r1 // => [NaN, 9]
 */
export const pivotPoints: Indicator<[], BarInputs, Level> = /* @__PURE__ */ defineIndicator<[], BarInputs, Level>({
  name: 'pivotPoints',
  inputs: ['high', 'low', 'close'],
  outputs: ['p', 'r1', 's1', 'r2', 's2'],
  check: () => undefined,
  lookback: () => 1,
  batch: pivotPointsBatch,
  stream: () => new PivotPoints(),
});
