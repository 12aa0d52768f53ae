import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import { refuse } from '../error.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { BuyingPressure } from '../kernels/buying-pressure.ts';
import { gapOf } from '../kernels/gap.ts';
import { TrueRange } from '../kernels/true-range.ts';

type BarInputs = [high: number, low: number, close: number];
type Periods = [short: number, middle: number, long: number];

class UltimateOscillator implements Kernel<BarInputs> {
  readonly range: TrueRange = new TrueRange();
  readonly short: BuyingPressure;
  readonly middle: BuyingPressure;
  readonly long: BuyingPressure;

  constructor(short: number, middle: number, long: number) {
    this.short = new BuyingPressure(short);
    this.middle = new BuyingPressure(middle);
    this.long = new BuyingPressure(long);
  }

  update(high: number, low: number, close: number): number {
    const bottom = Math.min(low, this.range.previous);
    const range = this.range.update(high, low, close);
    const pressure = close - bottom + gapOf(range); // NaN where the range is unknown
    const share =
      4 * this.short.update(pressure, range) +
      2 * this.middle.update(pressure, range) +
      this.long.update(pressure, range);
    return (100 * share) / 7;
  }
}

function ultoscBatch(high: Float64Array, low: Float64Array, close: Float64Array, ...periods: Periods): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new UltimateOscillator(...periods);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i]);
  return out;
}

function check(name: string, short: number, middle: number, long: number): void {
  assertPeriod(name, short, 'short');
  assertPeriod(name, middle, 'middle');
  assertPeriod(name, long, 'long');
  if (short > middle || middle > long)
    refuse('INVALID_PERIOD', name, `periods are ${short}, ${middle}, ${long}`, 'give short <= middle <= long');
}

/**
 * Ultimate Oscillator: buying pressure as a share of the true range, over three windows at once, the shortest weighing most.
 *
 * 100 * (4 * S + 2 * M + L) / 7, each the sum of close - min(low, previous close) / the sum of the true range over its
 * window. A window in which nothing moved counts half, so that a flat market reads 50; TA-Lib counts it as 0.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `long + 1` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param short bars in the shortest window, integer ≥ 1 (Williams used 7)
 * @param middle bars in the middle window, not less than `short` (Williams used 14)
 * @param long bars in the longest window, not less than `middle` (Williams used 28)
 * @returns shape [n], unit 0..100; the first `long` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Williams, The Ultimate Oscillator, Stocks & Commodities (August 1985). Golden: TA-Lib ULTOSC.
 * @example ultosc(Float64Array.of(3, 5), Float64Array.of(1, 3), Float64Array.of(1, 4), 1, 1, 1) // => [NaN, 75]
 */
export const ultosc: Indicator<Periods, BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'ultosc',
  inputs: ['high', 'low', 'close'],
  check,
  lookback: (_short, _middle, long) => long,
  batch: ultoscBatch,
  stream: (short, middle, long) => new UltimateOscillator(short, middle, long),
});
