import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { Lag } from '../kernels/lag.ts';

class ChangeRatio implements Kernel {
  readonly past: Lag;

  constructor(period: number) {
    this.past = new Lag(period);
  }

  update(value: number): number {
    const past = this.past.update(value);
    return past === 0 ? 0 : value / past;
  }
}

function rocrBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new ChangeRatio(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Rate of Change as a ratio: the value by that of `period` bars ago; 0 where that was 0, as TA-Lib has it.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + 1` further values are known
 * @param period bars to look back, integer ≥ 1
 * @returns shape [n], unit ratio, 1 where nothing changed; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib ROCR.
 * @example rocr(Float64Array.of(4, 8, 6, 2), 2) // => [NaN, NaN, 1.5, 0.25]
 */
export const rocr: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'rocr',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: rocrBatch,
  stream: (period) => new ChangeRatio(period),
});
