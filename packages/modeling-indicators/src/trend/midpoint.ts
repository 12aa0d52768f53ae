import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingExtremum } from '../kernels/rolling-extremum.ts';

class MiddleOfValues implements Kernel {
  readonly highest: RollingExtremum;
  readonly lowest: RollingExtremum;

  constructor(period: number) {
    this.highest = new RollingExtremum(period);
    this.lowest = new RollingExtremum(period, -1);
  }

  update(value: number): number {
    const highest = this.highest.update(value);
    return (highest + this.lowest.update(value)) / 2;
  }
}

function midpointBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new MiddleOfValues(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * MidPoint: the middle between the highest and the lowest of the last `period` values.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib MIDPOINT.
 * @example midpoint(Float64Array.of(3, 1, 2, 8), 3) // => [NaN, NaN, 2, 4.5]
 */
export const midpoint: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'midpoint',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: midpointBatch,
  stream: (period) => new MiddleOfValues(period),
});
