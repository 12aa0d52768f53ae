import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { RollingCovariance } from '../kernels/rolling-covariance.ts';
import { isUnknown } from '../kernels/unknown.ts';

type Inputs = [x: number, y: number];

/** As a fraction; behind a value of 0 there is none. */
const change = (value: number, previous: number): number => (previous === 0 ? 0 : (value - previous) / previous);

class RollingBeta implements Kernel<Inputs> {
  previousX = NaN;
  previousY = NaN;
  readonly covariance: RollingCovariance;

  constructor(period: number) {
    this.covariance = new RollingCovariance(period);
  }

  update(x: number, y: number): number {
    const shared = this.covariance.update(change(x, this.previousX), change(y, this.previousY));
    const gap = isUnknown(x + y) ? NaN : 0;
    this.previousX = x + gap;
    this.previousY = y + gap;
    const variance = this.covariance.varianceX();
    // A return is known to some 2 ** -52: what varies less than a few of these does not vary.
    return variance < 1e-28 ? shared - shared : shared / variance;
  }
}

function betaBatch(x: Float64Array, y: Float64Array, period: number): Float64Array {
  const out = new Float64Array(x.length);
  const kernel = new RollingBeta(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(x[i], y[i]);
  return out;
}

/**
 * Beta: by how much `y` moves where `x` moves by one, on the returns of the last `period` bars.
 *
 * The slope of a regression of the returns of `y` on those of `x`, so give the market first. Reads 0 where the returns of
 * `x` are all the same. Behind a price of 0 a return counts as 0.
 *
 * @param x price of the market per bar, oldest first, shape [n]; a NaN in either makes the output NaN until `period + 1` further pairs are known
 * @param y price of the other, shape [n]
 * @param period returns in the window, integer ≥ 1; of a single one it is 0
 * @returns shape [n], no unit; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Golden: TA-Lib BETA.
 * @example rollingBeta(Float64Array.of(4, 5, 5), Float64Array.of(2, 3, 3), 2) // => [NaN, NaN, 2]
 */
export const rollingBeta: Indicator<[period: number], Inputs> = /* @__PURE__ */ defineIndicator({
  name: 'rollingBeta',
  inputs: ['x', 'y'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: betaBatch,
  stream: (period) => new RollingBeta(period),
});
