import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { DominantCycle } from '../kernels/dominant-cycle.ts';

/**
 * Dominant Cycle Period: how many bars the cycle takes that the price follows now, measured by a Hilbert transform.
 *
 * Ehlers' homodyne discriminator: the angle by which the analytic signal turns from bar to bar, held within 6 and 50 bars
 * and within 0.67 and 1.5 times the last period, then smoothed twice. Nothing stands before row 12, as in TA-Lib, so the
 * period comes to rest only some 50 bars later.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 33 further values are known
 * @returns shape [n], unit bars; the first 32 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_DCPERIOD.
 * @example Math.round(htDcPeriod(Float64Array.from({ length: 200 }, (_, i) => Math.sin((i * Math.PI) / 10)))[199]) // => 20
 */
export const htDcPeriod: Indicator<[]> = /* @__PURE__ */ defineIndicator({
  name: 'htDcPeriod',
  inputs: ['value'],
  check() {}, // there is nothing to check
  lookback: () => 32,
  batch(values) {
    const kernel = new DominantCycle(32);
    return values.map((value) => kernel.update(value));
  },
  stream: () => new DominantCycle(32),
});
