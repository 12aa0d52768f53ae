import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { Lag } from '../kernels/lag.ts';

class Momentum implements Kernel {
  readonly past: Lag;

  constructor(period: number) {
    this.past = new Lag(period);
  }

  update(value: number): number {
    return value - this.past.update(value);
  }
}

function momBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new Momentum(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Momentum: the change over `period` bars.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + 1` further values are known
 * @param period bars to look back, integer ≥ 1
 * @returns shape [n], unit of `values`; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib MOM.
 * @example mom(Float64Array.of(1, 3, 2, 6), 2) // => [NaN, NaN, 1, 3]
 */
export const mom: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'mom',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: momBatch,
  stream: (period) => new Momentum(period),
});
