import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';

class TrueStrength implements Kernel {
  previous = NaN;
  readonly means: readonly ExponentialMean[]; // of the change, of that mean; of its size, of that mean

  constructor(first: number, second: number) {
    this.means = [first, second, first, second].map((period) => new ExponentialMean(period));
  }

  update(value: number): number {
    const [change, changeAgain, size, sizeAgain] = this.means;
    const moved = value - this.previous;
    this.previous = value;
    const mean = changeAgain.update(change.update(moved));
    const meanSize = sizeAgain.update(size.update(Math.abs(moved)));
    return meanSize === 0 ? 0 : 100 * (mean / meanSize);
  }
}

function tsiBatch(values: Float64Array, first: number, second: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new TrueStrength(first, second);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

function check(name: string, first: number, second: number): void {
  assertPeriod(name, first, 'first');
  assertPeriod(name, second, 'second');
}

/**
 * True Strength Index: the change from bar to bar, smoothed by two EMAs, in percent of its size smoothed in the same way.
 *
 * Reads 0 on a market that has not moved.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until `first + second` further values are known
 * @param first smoothing length of the change in bars, integer ≥ 1 (Blau used 25)
 * @param second smoothing length of what comes out of that, integer ≥ 1 (Blau used 13)
 * @returns shape [n], unit -100..100; the first `first + second - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Blau, Momentum, Direction, and Divergence (1995). Golden: TA-Lib TSI.
 * @example tsi(Float64Array.of(1, 4, 3), 2, 1) // => [NaN, NaN, 50]
 */
export const tsi: Indicator<[first: number, second: number]> = /* @__PURE__ */ defineIndicator({
  name: 'tsi',
  inputs: ['value'],
  check,
  lookback: (first, second) => first + second - 1,
  batch: tsiBatch,
  stream: (first, second) => new TrueStrength(first, second),
});
