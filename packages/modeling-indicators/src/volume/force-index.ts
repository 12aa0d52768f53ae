import { assertPeriod } from '../assert-period.ts';
import { defineIndicator } from '../define-indicator.ts';
import type { Indicator, StreamResult } from '../indicator.ts';
import type { Kernel } from '../kernel.ts';
import { answerOf } from '../kernels/answer.ts';
import { ExponentialMean } from '../kernels/exponential-mean.ts';
import { isUnknown } from '../kernels/unknown.ts';

type Inputs = [close: number, volume: number];
type Output = 'raw' | 'ema';

class ForceIndex implements Kernel<Inputs, Output> {
  readonly #answer: Record<Output, number> = answerOf('raw', 'ema');
  previous = NaN; // the last close
  readonly mean: ExponentialMean;

  constructor(period: number) {
    this.mean = new ExponentialMean(period);
  }

  update(close: number, volume: number): StreamResult<Output> {
    const answer = this.#answer;
    const force = (close - this.previous) * volume;
    this.previous = isUnknown(close + volume) ? NaN : close;
    answer.raw = isUnknown(force) ? NaN : force;
    answer.ema = this.mean.update(force);
    return answer;
  }
}

function forceIndexBatch(close: Float64Array, volume: Float64Array, period: number): Record<Output, Float64Array> {
  const raw = new Float64Array(close.length);
  const ema = new Float64Array(close.length);
  const kernel = new ForceIndex(period);
  for (let i = 0; i < close.length; i++) {
    const answer = kernel.update(close[i], volume[i]);
    raw[i] = answer.raw;
    ema[i] = answer.ema;
  }
  return { raw, ema };
}

/**
 * Elder's Force Index: how far the close moved, times the volume that moved it; as it is and exponentially smoothed.
 *
 * The mean is seeded with that of the first `period` forces.
 *
 * @param close last price per bar, oldest first, shape [n]; a NaN in either input makes the output NaN until `period + 1` further bars are known
 * @param volume traded per bar, shape [n]
 * @param period smoothing length in bars, integer ≥ 1 (Elder used 2 and 13)
 * @returns `raw` and `ema`, shape [n] each, unit price * volume; the first entry of `raw` and the first `period` of `ema` are NaN
 * @throws IndicatorError INVALID_PERIOD, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 * @see Elder, Trading for a Living (1993). Golden: TA-Lib EFI (`ema`).
 * @example forceIndex(Float64Array.of(5, 6, 8), Float64Array.of(10, 20, 30), 2).ema // => [NaN, NaN, 40]
 */
export const forceIndex: Indicator<[period: number], Inputs, Output> = /* @__PURE__ */ defineIndicator<
  [period: number],
  Inputs,
  Output
>({
  name: 'forceIndex',
  inputs: ['close', 'volume'],
  outputs: ['raw', 'ema'],
  check: assertPeriod,
  lookback: (period) => period,
  batch: forceIndexBatch,
  stream: (period) => new ForceIndex(period),
});
