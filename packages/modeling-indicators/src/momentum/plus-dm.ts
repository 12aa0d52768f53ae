import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { DirectionalMovement } from '../kernels/directional-movement.ts';

type BarInputs = [high: number, low: number];

class PlusDm implements Kernel<BarInputs> {
  readonly movement: DirectionalMovement;

  constructor(period: number) {
    this.movement = new DirectionalMovement(period);
  }

  update(high: number, low: number): number {
    return this.movement.update(high, low).plus;
  }
}

function plusDmBatch(high: Float64Array, low: Float64Array, period: number): Float64Array {
  const out = new Float64Array(high.length);
  const kernel = new PlusDm(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(high[i], low[i]);
  return out;
}

/**
 * Plus Directional Movement: how far the bars reach above the ones before them, as a smoothed sum.
 *
 * A bar counts with `high - previous high`, where that is positive and more than `previous low - low`, else with 0.
 * The first `period - 1` moves are added up, then a `period`th of the sum is given up for each new one.
 *
 * @param high highest price per bar, oldest first, shape [n]; a NaN in any input makes the output NaN until as many further bars are known as at the start
 * @param low lowest price per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Wilder used 14)
 * @returns shape [n], unit of the price, summed; the first `period - 1` entries are NaN (at least 1)
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Wilder, New Concepts in Technical Trading Systems (1978). Golden: TA-Lib PLUS_DM.
 * @example plusDm(Float64Array.of(5, 7, 6), Float64Array.of(3, 4, 2), 2) // => [NaN, 2, 1]
 */
export const plusDm: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'plusDm',
  inputs: ['high', 'low'],
  check: assertPeriod,
  lookback: (period) => Math.max(1, period - 1),
  batch: plusDmBatch,
  stream: (period) => new PlusDm(period),
});
