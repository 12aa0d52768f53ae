import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import { CyclePhase } from '../kernels/cycle-phase.ts';

/**
 * Dominant Cycle Phase: how far the cycle has come that the price follows now.
 *
 * The phase of the Fourier component whose period is the dominant one, over the last such period, put on by one bar because
 * the smoothed price is late. In a trend it stands still. A market that has not moved for a period has no phase: it counts
 * as 0 before it is put on (and turned by 90 degrees), where TA-Lib divides rounding errors.
 *
 * @param values price per bar, oldest first, shape [n]; a NaN makes the output NaN until 64 further values are known
 * @returns shape [n], unit degrees, -45..315; the first 63 entries are NaN
 * @throws IndicatorError COLUMN_NOT_FLOAT64
 * @see Ehlers, Rocket Science for Traders (2001). Golden: TA-Lib HT_DCPHASE.
 * @example Math.round(htDcPhase(Float64Array.from({ length: 200 }, (_, i) => Math.sin((i * Math.PI) / 10)))[199]) // => -18
 */
export const htDcPhase: Indicator<[]> = /* @__PURE__ */ defineIndicator({
  name: 'htDcPhase',
  inputs: ['value'],
  check() {}, // there is nothing to check
  lookback: () => 63,
  batch(values) {
    const kernel = new CyclePhase();
    return values.map((value) => kernel.update(value));
  },
  stream: () => new CyclePhase(),
});
