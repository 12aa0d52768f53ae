import { assertTwoBars } from '../assert-two-bars.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { driftFreeVariance } from '../kernels/drift-free-variance.ts';
import { gapOf } from '../kernels/gap.ts';
import { logRatio } from '../kernels/log-ratio.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';
import { WindowVariance } from '../kernels/rolling-variance.ts';

type BarInputs = [open: number, high: number, low: number, close: number];

class YangZhangVolatility implements Kernel<BarInputs> {
  readonly #period: number;
  previous = NaN; // the last close
  readonly jump: WindowVariance;
  readonly body: WindowVariance;
  readonly inside: RollingTotal;

  constructor(period: number) {
    this.#period = period;
    this.jump = new WindowVariance(period);
    this.body = new WindowVariance(period);
    this.inside = new RollingTotal(period, period);
  }

  update(open: number, high: number, low: number, close: number): number {
    const period = this.#period;
    const variance = driftFreeVariance(open, high, low, close);
    const gap = gapOf(variance);
    const jump = this.jump.update(logRatio(open, this.previous) + gap);
    const body = this.body.update(logRatio(close, open) + gap);
    const inside = this.inside.update(variance);
    this.previous = close + gap;
    const k = 0.34 / (1.34 + (period + 1) / (period - 1));
    const sample = period / (period - 1);
    return Math.sqrt(Math.max(0, sample * (jump + k * body) + (1 - k) * inside));
  }
}

function yangZhangBatch(
  open: Float64Array,
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new YangZhangVolatility(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(open[i], high[i], low[i], close[i]);
  return out;
}

/**
 * Yang-Zhang volatility: right for a market that drifts and that jumps between bars. sqrt(J + k B + (1 - k) R) over the last
 * `period` bars.
 *
 * J and B are the sample variances of ln(open / previous close) and of ln(close / open), R the Rogers-Satchell variance, and
 * k = 0.34 / (1.34 + (period + 1) / (period - 1)). Per bar, not annualised. Reads 0 where the high is not the highest of the
 * four, or the low not the lowest, by so much that the sum would be negative.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in any input, or a price that is not positive, makes the output NaN until `period + 1` further bars are known
 * @param high highest price per bar, shape [n]
 * @param low lowest price per bar, shape [n]
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 2
 * @returns shape [n], a fraction per bar; the first `period` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Yang and Zhang, Journal of Business 73 (2000)
 * @example yangZhang(Float64Array.of(1, 1, 4), Float64Array.of(1, 1, 4), Float64Array.of(1, 1, 4), Float64Array.of(1, 1, 4), 2) // => [NaN, NaN, 0.9802581434685471]
 */
export const yangZhang: Indicator<[period: number], BarInputs> = /* @__PURE__ */ defineIndicator({
  name: 'yangZhang',
  inputs: ['open', 'high', 'low', 'close'],
  check: assertTwoBars,
  lookback: (period) => period,
  batch: yangZhangBatch,
  stream: (period) => new YangZhangVolatility(period),
});
