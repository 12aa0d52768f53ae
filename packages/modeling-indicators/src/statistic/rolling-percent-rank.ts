import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { Lag } from '../kernels/lag.ts';

class PercentRank implements Kernel {
  readonly #period: number;
  readonly past: Lag;

  constructor(period: number) {
    this.#period = period;
    this.past = new Lag(period);
  }

  update(value: number): number {
    if (Number.isNaN(this.past.update(value))) return NaN;
    const { ring } = this.past; // this value is in it, and not below itself
    let below = 0;
    for (let i = 0; i < ring.length; i++) if (ring[i] < value) below++;
    return (below / this.#period) * 100;
  }
}

function percentRankBatch(values: Float64Array, period: number): Float64Array {
  const out = new Float64Array(values.length);
  const kernel = new PercentRank(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
  return out;
}

/**
 * Percent Rank: how many of the `period` values before this one are below it.
 *
 * An equal value is not below, so a market that does not move reads 0. Takes `period` steps a bar.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + 1` further values are known
 * @param period values to compare with, this one not counted, integer ≥ 1
 * @returns shape [n], unit 0..100; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Golden: TA-Lib PERCENTRANK.
 * @example rollingPercentRank(Float64Array.of(1, 2, 3, 2), 2) // => [NaN, NaN, 100, 0]
 */
export const rollingPercentRank: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'rollingPercentRank',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: percentRankBatch,
  stream: (period) => new PercentRank(period),
});
