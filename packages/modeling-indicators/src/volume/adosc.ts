import { assertFastSlow } from '../assert-fast-slow.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { AccumulationDistribution } from '../kernels/accumulation-distribution.ts';

type BarInputs = [high: number, low: number, close: number, volume: number];

/** Two exponential means of the line, both seeded with its first value, told when the slow one has warmed up. */
class ChaikinOscillator implements Kernel<BarInputs> {
  readonly #alphas: readonly [fast: number, slow: number];
  readonly #period: number;
  readonly line: AccumulationDistribution = new AccumulationDistribution();
  seen = 0; // known bars in a row
  fast = 0;
  slow = 0;

  constructor(fast: number, slow: number) {
    this.#alphas = [2 / (fast + 1), 2 / (slow + 1)];
    this.#period = slow;
  }

  update(high: number, low: number, close: number, volume: number): number {
    const [fast, slow] = this.#alphas;
    const line = this.line.update(high, low, close, volume);
    if (this.seen === 0) this.fast = this.slow = line;
    else {
      // in TA-Lib's order: where the two are near each other, their difference keeps the rounding of both
      this.fast = fast * line + (1 - fast) * this.fast;
      this.slow = slow * line + (1 - slow) * this.slow;
    }
    this.seen = Number.isNaN(line) ? 0 : this.seen + 1;
    return this.seen < this.#period ? NaN : this.fast - this.slow;
  }
}

function adoscBatch(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  volume: Float64Array,
  fast: number,
  slow: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new ChaikinOscillator(fast, slow);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i], close[i], volume[i]);
  return out;
}

/**
 * Chaikin Oscillator: a fast exponential mean of the Accumulation/Distribution line less a slow one.
 *
 * Both are seeded with the first value of the line, not with a mean, as TA-Lib and MetaStock do it.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until `slow` further bars are known
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param volume traded per bar, shape [n]
 * @param fast smoothing length in bars, integer ≥ 1 (Chaikin used 3)
 * @param slow smoothing length in bars, integer > `fast` (Chaikin used 10)
 * @returns shape [n], unit of the volume; the first `slow - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chaikin; StockCharts ChartSchool, Chaikin Oscillator. Golden: TA-Lib ADOSC.
 * @example adosc(Float64Array.of(4, 4), Float64Array.of(2, 2), Float64Array.of(4, 4), Float64Array.of(6, 12), 1, 2) // => [NaN, 4]
 */
export const adosc: Indicator<[fast: number, slow: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'adosc',
  inputs: ['high', 'low', 'close', 'volume'],
  check: assertFastSlow,
  lookback: (_, slow) => slow - 1,
  batch: adoscBatch,
  stream: (fast, slow) => new ChaikinOscillator(fast, slow),
});
