import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { FittedSlope } from '../kernels/linear-fit.ts';

class FittedAngle implements Kernel {
  readonly fit: FittedSlope;

  constructor(period: number) {
    this.fit = new FittedSlope(period);
  }

  update(value: number): number {
    return (Math.atan(this.fit.update(value)) * 180) / Math.PI;
  }
}

function linearRegAngleBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new FittedAngle(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Linear Regression Angle: the slope of the line through the last `period` values, with the least squared errors, as an
 * angle.
 *
 * It says nothing across markets: 45 degrees are one unit of the price per bar. Exactly 0 where all values are equal, and
 * of a single one.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period` further values are known
 * @param period bars in the window, integer ≥ 1
 * @returns shape [n], unit degrees, -90..90; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib LINEARREG_ANGLE.
 * @example linearRegAngle(Float64Array.of(1, 2, 3), 3) // => [NaN, NaN, 45]
 */
export const linearRegAngle: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'linearRegAngle',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: linearRegAngleBatch,
  stream: (period) => new FittedAngle(period),
});
