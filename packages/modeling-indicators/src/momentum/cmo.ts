import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RelativeStrength } from '../kernels/relative-strength.ts';

class MomentumOscillator implements Kernel {
  readonly strength: RelativeStrength;

  constructor(period: number) {
    this.strength = new RelativeStrength(period);
  }

  // 100 * (G - L) / (G + L) is twice 100 * G / (G + L), less 100
  update(value: number): number {
    return 2 * this.strength.update(value) - 100;
  }
}

function cmoBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new MomentumOscillator(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Chande Momentum Oscillator: 100 * (G - L) / (G + L), with G and L the Wilder-smoothed gain and loss, as TA-Lib has it.
 * (Chande took plain sums.) So it is the RSI on a scale from -100 to 100.
 *
 * Reads 0 on a market that has not moved.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until `period` further changes are known
 * @param period smoothing length in bars, integer ≥ 1 (usually 14)
 * @returns shape [n], unit -100..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Chande and Kroll, The New Technical Trader (1994). Golden: TA-Lib CMO.
 * @example cmo(Float64Array.of(1, 2, 1, 2), 2) // => [NaN, NaN, 0, 50]
 */
export const cmo: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'cmo',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: cmoBatch,
  stream: (period) => new MomentumOscillator(period),
});
