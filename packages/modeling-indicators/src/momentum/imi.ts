import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { strengthOf } from '../kernels/relative-strength.ts';
import { RollingTotal } from '../kernels/rolling-total.ts';

class IntradayMomentum implements Kernel<[open: number, close: number]> {
  readonly gain: RollingTotal;
  readonly loss: RollingTotal;

  constructor(period: number) {
    this.gain = new RollingTotal(period);
    this.loss = new RollingTotal(period);
  }

  update(open: number, close: number): number {
    const body = close - open;
    const up = (body + Math.abs(body)) / 2;
    const gain = this.gain.update(up);
    return strengthOf(gain, this.loss.update(up - body));
  }
}

function imiBatch(open: Float64Array, close: Float64Array, period: number): Float64Array {
  const out = new Float64Array(close.length);
  const kernel = new IntradayMomentum(period);
  for (let i = 0; i < out.length; i++) out[i] = kernel.update(open[i], close[i]);
  return out;
}

/**
 * Intraday Momentum Index: 100 * G / (G + L), with G the sum of what the bars gained from open to close and L the sum of
 * what they lost. An RSI of the inside of the bars.
 *
 * Reads 50 where every bar of the window closed where it opened.
 *
 * @param open first price per bar, oldest first, shape [n]; a NaN in either input makes the output NaN until `period` further bars are known
 * @param close last price per bar, shape [n]
 * @param period bars in the window, integer ≥ 1 (Chande used 14)
 * @returns shape [n], unit 0..100; the first `period - 1` entries are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Chande and Kroll, The New Technical Trader (1994). Golden: TA-Lib IMI.
 * @example imi(Float64Array.of(1, 2, 3), Float64Array.of(4, 1, 3), 2) // => [NaN, 75, 0]
 */
export const imi: Indicator<[period: number], [open: number, close: number]> = /* @__PURE__ */ defineIndicator({
  name: 'imi',
  inputs: ['open', 'close'],
  check: assertPeriod,
  lookback: (period) => period - 1,
  batch: imiBatch,
  stream: (period) => new IntradayMomentum(period),
});
