import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { Lag } from '../kernels/lag.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

const FAST = 2 / (2 + 1); // of an EMA of 2 bars
const SLOW = 2 / (30 + 1); // of an EMA of 30

class AdaptiveMean implements Kernel {
  readonly #period: number;
  readonly past: Lag; // how far the price came
  readonly way: RollingTotal; // and which way it went
  previous = NaN;
  mean = NaN;

  constructor(period: number) {
    this.#period = period;
    this.past = new Lag(period);
    this.way = new RollingTotal(period);
  }

  update(value: number): number {
    const { previous } = this;
    const distance = Math.abs(value - this.past.update(value));
    const way = this.way.update(Math.abs(value - previous));
    this.previous = value;
    if (this.#period === 1) return value + (value - value);
    const efficiency = distance < way ? distance / way : 1; // rounding may make a straight way shorter than it is
    const share = (SLOW + (FAST - SLOW) * efficiency) ** 2;
    const from = Number.isNaN(this.mean) ? previous : this.mean;
    return (this.mean = from + (value - from) * share + (way - way));
  }
}

/**
 * Kaufman's Adaptive Moving Average: quick where the price goes straight, almost still where it only goes to and fro.
 *
 * Each bar it moves (ER * (2/3 - 2/31) + 2/31)² of the way to the new value, where the efficiency ratio ER is how far the
 * price came in `period` bars by how far it went; 1 where it did not move. Starts from the value before the first that it
 * tells. With a period of 1 it is the value itself, as in TA-Lib.
 *
 * @param values any column, oldest first, shape [n]; a NaN makes the output NaN until `period + 1` further values are known
 * @param period bars of the efficiency ratio, integer ≥ 1 (Kaufman used 10)
 * @returns shape [n], unit of `values`; the first `period` entries are NaN (none for a period of 1)
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64
 * @see Kaufman, Smarter Trading (1995). Golden: TA-Lib KAMA.
 * @example kama(Float64Array.of(100, 109, 118), 2) // => [NaN, NaN, 113]
 */
export const kama: Indicator<[period: number]> = /* @__PURE__ */ defineIndicator({
  name: 'kama',
  inputs: ['value'],
  check: assertPeriod,
  lookback: (period) => (period === 1 ? 0 : period),
  batch(values, period) {
    const out = new Float64Array(values.length);
    const kernel = new AdaptiveMean(period);
    for (let i = 0; i < out.length; i++) out[i] = kernel.update(values[i]);
    return out;
  },
  stream: (period) => new AdaptiveMean(period),
});
